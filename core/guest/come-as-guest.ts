import type { ConsultCase } from '#core/case/case.ts'
import { isSessionAhead } from '#core/case/policy.ts'
import { partOfGuest } from '#core/room/guest-part.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import type { CaseId, GuestId, PractitionerId, SessionId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { standingOfGuest, type Guest } from './guest.ts'
import type { DoorPorts, GuestAtDoor, GuestPorts, GuestSeat, GuestStore } from './ports.ts'

type SessionCase = Extract<ConsultCase, { readonly status: 'scheduled' | 'lobby' | 'live' | 'interrupted' }>

/** What a guest reads at the door: nothing of the case and nothing of the patient. */
export interface DoorSign {
  readonly state: 'invited' | 'arrived'
  readonly guest: Guest
  /** The hospital that invites. */
  readonly host: string
  readonly startsAt: Date
}

/** Of a dead link only that it is dead; a spent one says so, since its owner may have opened it elsewhere. */
export type DoorRefusal = 'guest.not-welcome' | 'guest.link-used'

interface Standing {
  readonly guest: Guest
  readonly one: SessionCase
}

/** The guest and the session, as long as the invitation stands and its session is the one that is booked. */
async function standingAt({ guests, cases }: Pick<GuestStore, 'guests' | 'cases'>, id: GuestId, now: Date): Promise<Standing | null> {
  const guest = await guests.find(id)
  if (guest === null || !['invited', 'arrived'].includes(standingOfGuest(guest, now))) return null
  const one = await cases.find(guest.case)
  return one !== null && isSessionAhead(one) && one.session.id === guest.session ? { guest, one } : null
}

/** Looks at the door without spending anything: by the link before it is spent, by the key afterwards. */
export const makeLookAtDoor =
  (ports: DoorPorts) =>
  async (secret: string): Promise<Result<DoorSign, DoorRefusal>> => {
    const found = await ports.guestAtDoor(ports.digest(secret))
    if (found === null) return err('guest.not-welcome')
    return ports.inHospital(found.organization, async (store) => {
      const standing = await standingAt(store, found.guest, ports.clock())
      if (standing === null) return err('guest.not-welcome')
      const { guest, one } = standing
      if (found.by === 'link' && guest.arrivedAt !== null) return err('guest.link-used')
      const host = await store.directory.organization(guest.organization)
      return ok({ state: found.by === 'link' ? 'invited' : 'arrived', guest, host: host?.name ?? '', startsAt: one.session.startsAt })
    })
  }

/** Spends the link: whoever spends it gets a key, and nobody else comes by this link again. */
export const makeSpendInvitation =
  (ports: DoorPorts) =>
  async (secret: string): Promise<Result<{ readonly key: string; readonly expiresAt: Date }, DoorRefusal>> => {
    const found = await ports.guestAtDoor(ports.digest(secret))
    // A key is no link: it opens no second browser.
    if (found?.by !== 'link') return err('guest.not-welcome')
    return ports.inHospital(found.organization, async (store) => {
      const at = ports.clock()
      const standing = await standingAt(store, found.guest, at)
      if (standing === null) return err('guest.not-welcome')
      const { guest } = standing
      const key = ports.newSecret()
      if (!(await store.guests.arrive(guest.id, { at, key: ports.digest(key) }))) return err('guest.link-used')
      await store.audit.append({
        organization: guest.organization, actor: null, at, payload: { type: 'guest.arrived', case: guest.case, session: guest.session, guest: guest.id },
      })
      return ok({ key, expiresAt: guest.expiresAt })
    })
  }

/** What the portal vouches for when a guest goes to the room: this session, this role, no account and no right of the hospital's. */
export const makeVouchForGuest =
  (ports: DoorPorts) =>
  async (key: string): Promise<Result<JoinTicket, 'guest.not-welcome'>> => {
    const found: GuestAtDoor | null = await ports.guestAtDoor(ports.digest(key))
    if (found?.by !== 'key') return err('guest.not-welcome')
    return ports.inHospital(found.organization, async (store) => {
      const standing = await standingAt(store, found.guest, ports.clock())
      if (standing === null) return err('guest.not-welcome')
      const { id, case: caseId, session, organization, name, workplace, role } = standing.guest
      return ok({
        actor: { practitioner: brandId<PractitionerId>(id), organization, roles: [] },
        name, title: '', organizationName: workplace, part: partOfGuest(role), case: caseId, session,
      })
    })
  }

/** The case of a guest who has come and may still be there. */
export const makeFindGuest =
  (ports: GuestPorts) =>
  (seat: GuestSeat): Promise<Result<SessionCase, 'guest.not-welcome'>> =>
    ports.inHospital(seat.organization, async (store) => {
      const standing = await standingAt(store, seat.guest, ports.clock())
      return standing !== null && standing.guest.arrivedAt !== null && standing.guest.session === seat.session ? ok(standing.one) : err('guest.not-welcome')
    })

/** A guest's stay as the minutes will print it. */
export const makeRecordGuestStay =
  (ports: GuestPorts) =>
  (seat: GuestSeat, stay: { readonly case: CaseId; readonly session: SessionId; readonly event: 'enter' | 'leave' }): Promise<void> =>
    ports.inHospital(seat.organization, async ({ attendance, audit }) => {
      const at = ports.clock()
      const who = brandId<PractitionerId>(seat.guest)
      if (stay.event === 'enter') await attendance.enter({ session: stay.session, case: stay.case, practitioner: who, organization: seat.organization, enteredAt: at, leftAt: null })
      else await attendance.leave(stay.session, who, at)
      await audit.append({
        organization: seat.organization, actor: null, at,
        payload: { type: stay.event === 'enter' ? 'guest.entered' : 'guest.left', case: stay.case, session: stay.session, guest: seat.guest },
      })
    })
