import type { Messages } from '#web/messages/catalogue.ts'

export type AccountFailure = keyof Messages['account']['failure']

const byCode: Readonly<Record<string, AccountFailure>> = {
  INVALID_PASSWORD: 'wrongPassword',
  INVALID_CODE: 'wrongCode',
  CODE_USED: 'usedCode',
  INVALID_TOKEN: 'linkSpent',
  PASSWORD_GUESSABLE: 'guessable',
  SESSION_NOT_FRESH: 'notFresh',
  SESSION_EXPIRED: 'notFresh',
  PREVIOUSLY_REGISTERED: 'knownPasskey',
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: 'knownPasskey',
  REGISTRATION_CANCELLED: 'passkeyCancelled',
  ERROR_CEREMONY_ABORTED: 'passkeyCancelled',
}

/** The sentence for what the sign-in library answered to a change of the account. */
export function accountFailure(error: { readonly code?: string | undefined; readonly status?: number | undefined }): AccountFailure {
  const known = error.code === undefined ? undefined : byCode[error.code]
  if (known) return known
  if (error.status === 429) return 'tooMany'
  return error.status === undefined || error.status === 0 ? 'network' : 'failed'
}
