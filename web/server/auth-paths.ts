/** What the portal's own pages call; everything else of the sign-in library stays closed, such as reading session tokens by script. */
const openPaths: readonly RegExp[] = [
  /^\/sign-in\/(email|social)$/,
  /^\/(callback|oauth2\/callback)\/[\w-]+$/,
  /^\/two-factor\/(enable|disable|verify-totp|verify-backup-code)$/,
  /^\/(change-password|request-password-reset|reset-password)$/,
  /^\/passkey\/(generate-register-options|verify-registration|generate-authenticate-options|verify-authentication|delete-passkey)$/,
]

export const authBasePath = '/api/auth'

/** Whether a browser may reach this address of the sign-in library. */
export function isOpenAuthPath(pathname: string): boolean {
  if (!pathname.startsWith(`${authBasePath}/`)) return false
  const path = pathname.slice(authBasePath.length)
  return openPaths.some((open) => open.test(path))
}
