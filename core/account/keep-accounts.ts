import type { Actor } from '#core/directory/actor.ts'
import type { Practitioner } from '#core/directory/directory.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { actApplies, mayKeepAccountOf, type Account, type AccountAct } from './account.ts'
import type { AccountLetter, AccountPorts, AccountRepositories, LinkSecret } from './ports.ts'

const day = 24 * 60 * 60_000
/** How long a way to a first password stands: whoever is on leave finds it after a week. */
export const invitationStandsForMs = 7 * day
/** How long a way to a new password stands that an administrator made. */
export const resetStandsForMs = day

/** How an administrator made sure that it is the person who lost the telephone, who asks. */
export const identityChecks = ['in-person', 'by-phone'] as const
export type IdentityCheck = (typeof identityChecks)[number]

/** How a way to a password reaches the person: by letter, not at all since the mail server failed, or by the administrator's hand. */
export type Delivery = { readonly by: 'letter' | 'nobody' } | { readonly by: 'hand'; readonly secret: LinkSecret; readonly until: Date }

export type AccountRefusal = 'account.not-allowed' | 'account.not-found' | 'account.wrong-state'

interface Found {
  readonly person: Practitioner
  readonly account: Account | null
  readonly hospital: string
}

/** The person of the actor's hospital, if the actor may do this to their account as it stands. */
async function find(
  { accounts }: AccountPorts, { directory }: AccountRepositories, { actor, person, act }: { readonly actor: Actor; readonly person: PractitionerId; readonly act: AccountAct },
): Promise<Result<Found, AccountRefusal>> {
  const places = await directory.rolesOf(person)
  const own = places.find(({ organization }) => organization === actor.organization)
  const hospital = await directory.organization(actor.organization)
  if (own === undefined || hospital === null) return err('account.not-found')
  const account = (await accounts.of([person]))[0] ?? null
  if (!mayKeepAccountOf(actor, { practitioner: person, places: places.map(({ organization }) => organization), account })) return err('account.not-allowed')
  return actApplies(act, account) ? ok({ person: own.practitioner, account, hospital: hospital.name }) : err('account.wrong-state')
}

/** Gives a way to a password to the person: by letter where there is a mail server. */
async function deliver({ mail }: AccountPorts, to: { readonly email: string; readonly language: 'vi' | 'en' }, letter: Required<Omit<AccountLetter, 'language'>>): Promise<Delivery> {
  if (mail === null) return { by: 'hand', ...letter.link }
  return { by: (await mail(to.email, { ...letter, language: to.language })) === 'sent' ? 'letter' : 'nobody' }
}

const tell = (ports: AccountPorts, { notices }: AccountRepositories, about: { readonly actor: Actor; readonly person: PractitionerId; readonly kind: 'account.password-link' | 'account.factors-reset' }): Promise<void> =>
  notices.add([{ id: brandId(ports.newId()), recipient: about.person, kind: about.kind, case: null, organization: about.actor.organization, at: ports.clock(), readAt: null }])

/** Opens an account for somebody of the hospital who has none, and sends the way to a first password. */
export const makeInvitePerson =
  (ports: AccountPorts) =>
  async (actor: Actor, input: { readonly person: PractitionerId; readonly email: string }): Promise<Result<Delivery, AccountRefusal | 'account.address-taken'>> => {
    const until = new Date(ports.clock().getTime() + invitationStandsForMs)
    const invited = await ports.atomically(actor, async (repositories): Promise<Result<Found & { readonly secret: LinkSecret }, AccountRefusal | 'account.address-taken'>> => {
      const found = await find(ports, repositories, { actor, person: input.person, act: 'invite' })
      if (!found.ok) return found
      const { id: practitioner, name } = found.value.person
      if (!(await ports.accounts.open({ practitioner, name, email: input.email, keptBy: actor.organization, invitedUntil: until }))) return err('account.address-taken')
      await repositories.audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: { type: 'account.invited', practitioner } })
      return ok({ ...found.value, secret: await ports.accounts.makeLink(practitioner, until) })
    })
    if (!invited.ok) return invited
    const { hospital, secret } = invited.value
    return ok(await deliver(ports, { email: input.email, language: 'vi' }, { about: 'invitation', hospital, link: { secret, until } }))
  }

/** Makes a way to a password anew; whichever was open before ends. */
const makeAnotherLink =
  (ports: AccountPorts, how: { readonly act: 'resend' | 'reset-password'; readonly about: 'invitation' | 'password-reset'; readonly standsForMs: number }) =>
  async (actor: Actor, input: { readonly person: PractitionerId }): Promise<Result<Delivery, AccountRefusal>> => {
    const until = new Date(ports.clock().getTime() + how.standsForMs)
    const made = await ports.atomically(actor, async (repositories): Promise<Result<Found & { readonly secret: LinkSecret }, AccountRefusal>> => {
      const found = await find(ports, repositories, { actor, person: input.person, act: how.act })
      if (!found.ok) return found
      const type = how.act === 'resend' ? 'account.invited' : 'account.password-link-made'
      await repositories.audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: { type, practitioner: input.person } })
      if (how.act === 'resend') await ports.accounts.invite(input.person, until)
      else await tell(ports, repositories, { actor, person: input.person, kind: 'account.password-link' })
      return ok({ ...found.value, secret: await ports.accounts.makeLink(input.person, until) })
    })
    if (!made.ok) return made
    const { account, hospital, secret } = made.value
    if (account === null) return err('account.wrong-state')
    return ok(await deliver(ports, account, { about: how.about, hospital, link: { secret, until } }))
  }

/** Sends the way to a first password once more. */
export const makeResendInvitation = (ports: AccountPorts) => makeAnotherLink(ports, { act: 'resend', about: 'invitation', standsForMs: invitationStandsForMs })

/** Gives somebody who lost the password a way to a new one; the old one holds until then, and no administrator learns either. */
export const makeResetPassword = (ports: AccountPorts) => makeAnotherLink(ports, { act: 'reset-password', about: 'password-reset', standsForMs: resetStandsForMs })

/** Does to an account what leaves nothing to hand over. */
const makeChange =
  (ports: AccountPorts, act: 'withdraw' | 'end-sessions' | 'disable' | 'enable', change: (person: PractitionerId) => Promise<void>) =>
  (actor: Actor, input: { readonly person: PractitionerId }): Promise<Result<null, AccountRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const found = await find(ports, repositories, { actor, person: input.person, act })
      if (!found.ok) return found
      const type = ({ withdraw: 'account.invitation-withdrawn', 'end-sessions': 'account.sessions-ended', disable: 'account.disabled', enable: 'account.enabled' } as const)[act]
      await repositories.audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: { type, practitioner: input.person } })
      await change(input.person)
      return ok(null)
    })

/** Takes an invitation back that was not followed yet. */
export const makeWithdrawInvitation = (ports: AccountPorts) => makeChange(ports, 'withdraw', (person) => ports.accounts.takeBack(person))

/** Ends what somebody has open on every machine, as after a lost telephone or a screen left open; they may sign in again. */
export const makeEndSessions = (ports: AccountPorts) => makeChange(ports, 'end-sessions', (person) => ports.accounts.endSessions(person))

/** Shuts somebody out at once: sessions and open rooms end, no way in is left. */
export const makeDisableAccount = (ports: AccountPorts) => makeChange(ports, 'disable', (person) => ports.accounts.disable(person, ports.clock()))

/** Lets somebody in again, with the password and the second factor that they had. */
export const makeEnableAccount = (ports: AccountPorts) => makeChange(ports, 'enable', (person) => ports.accounts.enable(person))

/** Forgets the second factor of somebody who lost it, once it is sure who asks; where one is demanded, the next sign-in opens nothing but its set-up. */
export const makeResetFactors =
  (ports: AccountPorts) =>
  async (actor: Actor, input: { readonly person: PractitionerId; readonly checked: IdentityCheck }): Promise<Result<null, AccountRefusal>> => {
    const done = await ports.atomically(actor, async (repositories): Promise<Result<Found, AccountRefusal>> => {
      const found = await find(ports, repositories, { actor, person: input.person, act: 'reset-factor' })
      if (!found.ok) return found
      const payload = { type: 'account.factors-reset', practitioner: input.person, checked: input.checked } as const
      await repositories.audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload })
      await tell(ports, repositories, { actor, person: input.person, kind: 'account.factors-reset' })
      await ports.accounts.forgetFactors(input.person)
      return found
    })
    if (!done.ok) return done
    const { account, hospital } = done.value
    if (account !== null && ports.mail !== null) await ports.mail(account.email, { about: 'factors-reset', hospital, language: account.language })
    return ok(null)
  }
