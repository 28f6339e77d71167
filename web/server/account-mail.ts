import { openAccountLetters } from '#adapters/notify/account-letters.ts'
import type { SendAccountLetter } from '#core/account/ports.ts'
import { portalEnv } from './env.ts'
import { portalLogger } from './logger.ts'

let letters: { readonly send: SendAccountLetter } | undefined

/** How letters about accounts are sent, or null where the deployment has no mail server. */
export function accountMail(): SendAccountLetter | null {
  const { SMTP_URL: server, MAIL_FROM: from, PUBLIC_ORIGIN: origin } = portalEnv()
  if (server === undefined) return null
  letters ??= openAccountLetters({ server, from, origin, onFailure: (cause) => portalLogger().warn('account.letter-failed', { cause }) })
  return letters.send
}
