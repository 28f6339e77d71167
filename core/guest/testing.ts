import type { AuditEvent } from '#core/audit/audit-event.ts'
import { exampleCases } from '#core/case/testing.ts'
import type { Attendance } from '#core/case/ports.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { brandId, type CaseId, type GuestId, type Sha256 } from '#core/shared/ids.ts'
import type { Guest } from './guest.ts'
import type { DoorPorts, GuestRepository, GuestStore, InvitePorts } from './ports.ts'

/** Guests in memory. */
export function makeMemoryGuests(): { readonly guests: GuestRepository; readonly atDoor: DoorPorts['guestAtDoor'] } {
  const rows = new Map<GuestId, { readonly guest: Guest; readonly link: Sha256; readonly key: Sha256 | null }>()
  const guests: GuestRepository = {
    find: async (id) => rows.get(id)?.guest ?? null,
    of: async (one: CaseId) => [...rows.values()].map(({ guest }) => guest).filter((guest) => guest.case === one),
    add: async (guest, link) => void rows.set(guest.id, { guest, link, key: null }),
    arrive: async (id, { at, key }) => {
      const row = rows.get(id)
      if (row?.guest.arrivedAt !== null || row.guest.withdrawnAt !== null) return false
      rows.set(id, { ...row, key, guest: { ...row.guest, arrivedAt: at } })
      return true
    },
    withdraw: async (id, { at }) => {
      const row = rows.get(id)
      if (row?.guest.withdrawnAt !== null) return false
      rows.set(id, { ...row, guest: { ...row.guest, withdrawnAt: at } })
      return true
    },
  }
  return {
    guests,
    atDoor: async (secret) => {
      const row = [...rows.values()].find(({ link, key }) => link === secret || key === secret)
      return row === undefined ? null : { guest: row.guest.id, organization: row.guest.organization, by: row.link === secret ? 'link' : 'key' }
    },
  }
}

/** A world around one case, whose state and hour a test turns. */
export function makeGuestWorld(start: Date) {
  const { guests, atDoor } = makeMemoryGuests()
  const told: AuditEvent[] = []
  const stays: Attendance[] = []
  const world: { one: ConsultCase; now: Date } = { one: exampleCases.scheduled, now: start }
  let count = 0
  const store: GuestStore = {
    guests,
    cases: { find: async (id) => (id === world.one.id ? world.one : null) },
    directory: { organization: async (id) => ({ id, name: 'Bệnh viện Tỉnh', shortName: 'BV Tỉnh', facilityCode: '01001', authority: '', address: '', phone: '' }) },
    attendance: { enter: async (stay) => void stays.push(stay), leave: async () => undefined },
    audit: { append: async (event) => void told.push(event) },
  }
  const clock = (): Date => world.now
  const shared = { clock, digest: (text: string | Uint8Array) => brandId<Sha256>(`hash of ${String(text)}`), newSecret: () => `secret-${String(++count)}` }
  const invites: InvitePorts = { ...shared, newId: () => `guest-${String(++count)}`, atomically: (_actor, work) => work(store) }
  const door: DoorPorts = { ...shared, guestAtDoor: atDoor, inHospital: (_organization, work) => work(store) }
  return { world, told, stays, invites, door, guests }
}
