const required = (name: string): string => {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`${name} is missing`)
  return value
}

/** The addresses that seeding needs; a missing one stops it by name. */
export const readEnv = (): { readonly appUrl: string; readonly authUrl: string } => ({
  appUrl: required('APP_DATABASE_URL'),
  authUrl: required('AUTH_DATABASE_URL'),
})

/** Where the demo images go. */
export const readArchiveEnv = (): { readonly appUrl: string; readonly url: string; readonly user: string; readonly password: string } => ({
  appUrl: required('APP_DATABASE_URL'),
  url: required('ARCHIVE_URL'),
  user: required('ARCHIVE_USER'),
  password: required('ARCHIVE_PASSWORD'),
})
