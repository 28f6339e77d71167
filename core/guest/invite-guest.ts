import type { ConsultCase } from '#core/case/case.ts'
import { mayInviteGuest, mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { GuestRole } from '#core/room/guest-part.ts'
import type { CaseId, GuestId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { guestExpiry, longestGuestName, longestWorkplace, mostGuests, standingOfGuest, type Guest, type GuestStanding } from './guest.ts'
import type { GuestStore, InvitePorts } from './ports.ts'

export interface Invitation {
  readonly case: CaseId
  readonly name: string
  readonly workplace: string
  readonly role: GuestRole
}

type CaseRefusal = 'case.not-found' | 'case.not-allowed'
type SessionCase = Extract<ConsultCase, { readonly session: unknown }>

/** The case to whose session the actor may invite. */
async function caseToInviteTo({ cases }: GuestStore, actor: Actor, id: CaseId): Promise<Result<SessionCase, CaseRefusal>> {
  const one = await cases.find(id)
  if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
  return mayInviteGuest(actor, one) && 'session' in one ? ok(one) : err('case.not-allowed')
}

/** Invites somebody without an account; the secret of the link is told this once and kept nowhere. */
export const makeInviteGuest =
  (ports: InvitePorts) =>
  (actor: Actor, input: Invitation): Promise<Result<{ readonly guest: Guest; readonly secret: string }, CaseRefusal | 'guest.no-name' | 'guest.too-many'>> =>
    ports.atomically(actor, async (store) => {
      const found = await caseToInviteTo(store, actor, input.case)
      if (!found.ok) return found
      const [name, workplace] = [input.name.trim(), input.workplace.trim()]
      if (name === '' || workplace === '' || name.length > longestGuestName || workplace.length > longestWorkplace) return err('guest.no-name')
      const { id, session, consultingOrganization } = found.value
      const now = ports.clock()
      const standing = (await store.guests.of(id)).filter((one) => one.session === session.id && ['invited', 'arrived'].includes(standingOfGuest(one, now)))
      if (standing.length >= mostGuests) return err('guest.too-many')
      const guest: Guest = {
        id: brandId<GuestId>(ports.newId()), case: id, session: session.id, organization: consultingOrganization, name, workplace, role: input.role,
        invitedBy: actor.practitioner, invitedAt: now, expiresAt: guestExpiry(session, now), arrivedAt: null, withdrawnAt: null,
      }
      const secret = ports.newSecret()
      await store.guests.add(guest, ports.digest(secret))
      await store.audit.append({
        organization: actor.organization, actor: actor.practitioner, at: now,
        payload: { type: 'guest.invited', case: id, session: session.id, guest: guest.id, role: guest.role },
      })
      return ok({ guest, secret })
    })

/** Takes an invitation back: the link opens nothing, and whoever came by it goes at once. */
export const makeWithdrawGuest =
  (ports: Pick<InvitePorts, 'atomically' | 'clock'>) =>
  (actor: Actor, input: { readonly case: CaseId; readonly guest: GuestId }): Promise<Result<null, CaseRefusal | 'guest.not-found'>> =>
    ports.atomically(actor, async (store) => {
      const found = await caseToInviteTo(store, actor, input.case)
      if (!found.ok) return found
      const guest = await store.guests.find(input.guest)
      const at = ports.clock()
      if (guest === null || guest.case !== found.value.id) return err('guest.not-found')
      if (!(await store.guests.withdraw(guest.id, { practitioner: actor.practitioner, at }))) return err('guest.not-found')
      await store.audit.append({
        organization: actor.organization, actor: actor.practitioner, at,
        payload: { type: 'guest.withdrawn', case: guest.case, session: guest.session, guest: guest.id },
      })
      return ok(null)
    })

/** Who is invited to the booked session and where each invitation stands, for those who invite; null for everybody else. */
export const makeViewGuests =
  (ports: Pick<InvitePorts, 'atomically' | 'clock'>) =>
  (actor: Actor, id: CaseId): Promise<readonly { readonly guest: Guest; readonly standing: GuestStanding }[] | null> =>
    ports.atomically(actor, async (store) => {
      const found = await caseToInviteTo(store, actor, id)
      if (!found.ok) return null
      const now = ports.clock()
      return (await store.guests.of(id)).filter(({ session }) => session === found.value.session.id).map((guest) => ({ guest, standing: standingOfGuest(guest, now) }))
    })
