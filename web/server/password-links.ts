import { APIError } from 'better-auth/api'
import type { AccountLetter } from '#core/account/ports.ts'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { accountMail } from './account-mail.ts'
import { authDatabase } from './auth-database.ts'
import { makeLockout } from './lockout.ts'
import { portalLogger } from './logger.ts'
import { portalStore } from './store.ts'

/** What the sign-in library puts before the secret of a way to a new password; it stores both as one hash. */
export const passwordLinkPrefix = 'reset-password'

/** How long a way to a new password stands that a person asked for without an administrator. */
export const selfMadeLinkMinutes = 30

interface Person {
  readonly id: string
}

/** Refuses a session to an account that is shut, whichever way it came in. */
export async function refuseDisabled({ userId }: { readonly userId: string }): Promise<void> {
  const shut = await authDatabase().authUser.findFirst({ where: { id: userId, disabledAt: { not: null } }, select: { id: true } })
  if (shut !== null) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'Account disabled' })
}

/** The hospital that speaks for a person's account, and the scope in which its trail is written. */
async function scopeOf(practitioner: string | null, keptBy: string | null) {
  if (practitioner === null) return null
  const places = await portalStore().memberships(brandId<PractitionerId>(practitioner))
  const place = places.find(({ organization }) => organization === keptBy) ?? places[0]
  return place === undefined ? null : { practitioner: place.practitioner.id, organization: place.organization, roles: place.roles }
}

async function hospitalName(scope: { readonly practitioner: PractitionerId; readonly organization: OrganizationId } | null): Promise<string> {
  if (scope === null) return 'Liên Viện'
  return (await portalStore().read({ ...scope, roles: [] }, ({ directory }) => directory.organization(scope.organization)))?.name ?? 'Liên Viện'
}

const languageOf = (locale: string): AccountLetter['language'] => (locale === 'en' ? 'en' : 'vi')

/** Writes to somebody who has lost the password; whoever has none here, or was shut out, is written to as little as a stranger. */
async function write(person: Person, secret: string): Promise<void> {
  const mail = accountMail()
  if (mail === null) return
  const user = await authDatabase().authUser.findFirst({ where: { id: person.id, disabledAt: null, invitedUntil: null, accounts: { some: { providerId: 'credential' } } } })
  if (user === null || (await makeLockout(authDatabase()).attempt(`new-password:${user.id}`)).locked) return
  const hospital = await hospitalName(await scopeOf(user.practitionerId, user.keptById))
  await mail(user.email, { about: 'password-reset', hospital, language: languageOf(user.locale), link: { secret, until: new Date(Date.now() + selfMadeLinkMinutes * 60_000) } })
}

/** Sends the way to a new password without letting the asker wait for it: an answer that takes longer would tell that the address is known. */
export async function mailNewPassword({ user, token }: { readonly user: Person; readonly token: string }): Promise<void> {
  void write(user, token).catch((cause: unknown) => portalLogger().error('account.letter-failed', { cause }))
}

/** What follows from a password that was set by a link: every other link ends, the trail and the person are told. */
export async function settleNewPassword({ user: { id } }: { readonly user: Person }): Promise<void> {
  const database = authDatabase()
  const user = await database.authUser.findFirst({ where: { id } })
  if (user === null) return
  await database.authUser.updateMany({ where: { id }, data: { invitedUntil: null, emailVerified: true } })
  await database.authVerification.deleteMany({ where: { value: id } })
  await makeLockout(database).clear(user.email)
  const scope = await scopeOf(user.practitionerId, user.keptById)
  if (scope !== null) {
    const { organization, practitioner: actor } = scope
    await portalStore().atomically(scope, ({ audit }) => audit.append({ organization, actor, at: new Date(), payload: { type: 'account.password-set' } }))
  }
  const mail = accountMail()
  if (mail === null || user.invitedUntil !== null) return
  const hospital = await hospitalName(scope)
  void mail(user.email, { about: 'password-set', hospital, language: languageOf(user.locale) })
}
