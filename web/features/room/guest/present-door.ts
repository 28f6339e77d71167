import type { DoorSign } from '#core/guest/come-as-guest.ts'
import type { GuestRole } from '#core/room/guest-part.ts'

/** What a guest reads at the door: who they are said to be, who invites, and when. Nothing of the case. */
export interface DoorView {
  readonly state: DoorSign['state']
  readonly name: string
  readonly workplace: string
  readonly role: GuestRole
  readonly host: string
  readonly startsAt: string
  readonly expiresAt: string
}

/** Exactly what may leave the server for a stranger with a link. */
export const presentDoor = ({ state, guest, host, startsAt }: DoorSign): DoorView => ({
  state, name: guest.name, workplace: guest.workplace, role: guest.role, host, startsAt: startsAt.toISOString(), expiresAt: guest.expiresAt.toISOString(),
})
