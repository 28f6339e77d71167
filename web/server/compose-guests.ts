import { randomBytes } from 'node:crypto'
import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { makeLookAtDoor, makeSpendInvitation, makeVouchForGuest } from '#core/guest/come-as-guest.ts'
import { makeInviteGuest, makeViewGuests, makeWithdrawGuest } from '#core/guest/invite-guest.ts'
import type { DoorPorts, InvitePorts } from '#core/guest/ports.ts'
import { ok } from '#core/shared/result.ts'
import type { Store } from '#prisma/store.ts'

interface Foundation extends Pick<InvitePorts, 'clock' | 'newId' | 'digest'> {
  readonly store: Store
  readonly ticketSecret: string
}

/** People without an account: invited to one session, and let as far as its door. */
export function composeGuests({ store, ticketSecret, clock, newId, digest }: Foundation) {
  const newSecret = (): string => randomBytes(32).toString('base64url')
  const tickets = makeJoinTickets({ secret: ticketSecret, clock, newId })
  const invites: InvitePorts = { atomically: store.atomically, clock, newId, digest, newSecret }
  const door: DoorPorts = { inHospital: store.asOrganization, guestAtDoor: store.guestAtDoor, clock, digest, newSecret }
  const vouch = makeVouchForGuest(door)
  return {
    inviteGuest: makeInviteGuest(invites),
    withdrawGuest: makeWithdrawGuest(invites),
    viewGuests: makeViewGuests({ atomically: store.read, clock }),
    lookAtDoor: makeLookAtDoor(door),
    spendInvitation: makeSpendInvitation(door),
    issueGuestTicket: async (key: string) => {
      const vouched = await vouch(key)
      return vouched.ok ? ok(await tickets.issueJoinTicket(vouched.value)) : vouched
    },
  }
}
