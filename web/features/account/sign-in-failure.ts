import type { Messages } from '#web/messages/catalogue.ts'

export type SignInFailure = keyof Messages['signIn']['failure']

interface LibraryError {
  readonly code?: string | undefined
  readonly status?: number | undefined
}

const byCode: Readonly<Record<string, SignInFailure>> = {
  ACCOUNT_LOCKED: 'locked',
  ACCOUNT_DISABLED: 'disabled',
  INVALID_EMAIL_OR_PASSWORD: 'wrong',
  INVALID_EMAIL: 'wrong',
  INVALID_CODE: 'wrongCode',
  CODE_USED: 'usedCode',
  INVALID_BACKUP_CODE: 'wrongCode',
  INVALID_TWO_FACTOR_COOKIE: 'tooLate',
  ACCOUNT_TEMPORARILY_LOCKED: 'locked',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'locked',
  AUTH_CANCELLED: 'passkeyCancelled',
  PASSKEY_NOT_FOUND: 'passkeyUnknown',
  SIGNUP_DISABLED: 'unknownPerson',
}

/** The sentence for what the sign-in library answered; an answer without a code means that the network failed. */
export function signInFailure(error: LibraryError): SignInFailure {
  const known = error.code === undefined ? undefined : byCode[error.code]
  if (known) return known
  if (error.status === 429) return 'tooMany'
  return error.status === undefined || error.status === 0 ? 'network' : 'failed'
}
