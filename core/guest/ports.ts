import type { AuditLog } from '#core/audit/ports.ts'
import type { AttendanceRepository, CaseRepository } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Directory } from '#core/directory/ports.ts'
import type { Digest } from '#core/record/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, GuestId, NewId, OrganizationId, PractitionerId, SessionId, Sha256 } from '#core/shared/ids.ts'
import type { Guest } from './guest.ts'

/** Guests of the cases that can be seen; of the secrets only hashes are kept. */
export interface GuestRepository {
  find(id: GuestId): Promise<Guest | null>
  /** Oldest first. */
  of(caseId: CaseId): Promise<readonly Guest[]>
  add(guest: Guest, link: Sha256): Promise<void>
  /** Spends the link and binds what it opens to the holder of a key; false where it is spent or withdrawn already. */
  arrive(id: GuestId, arrival: { readonly at: Date; readonly key: Sha256 }): Promise<boolean>
  /** False where it is withdrawn already. */
  withdraw(id: GuestId, by: { readonly practitioner: PractitionerId; readonly at: Date }): Promise<boolean>
}

/** What these verbs touch of the store. */
export interface GuestStore {
  readonly cases: Pick<CaseRepository, 'find'>
  readonly guests: GuestRepository
  readonly attendance: Pick<AttendanceRepository, 'enter' | 'leave'>
  readonly directory: Pick<Directory, 'organization'>
  readonly audit: AuditLog
}

/** For those who invite. */
export interface InvitePorts {
  readonly atomically: <T>(actor: Actor, work: (store: GuestStore) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
  readonly digest: Digest
  /** A secret that nobody guesses: at least 128 bits, fit for an address. */
  readonly newSecret: () => string
}

/** Whom a secret speaks for, before it is known for which hospital. */
export interface GuestAtDoor {
  readonly guest: GuestId
  readonly organization: OrganizationId
  /** `link`: opens once; `key`: what the link opened. */
  readonly by: 'link' | 'key'
}

/** For guests themselves, who have no account: the platform acts within the hospital that answers for them. */
export interface GuestPorts {
  readonly inHospital: <T>(organization: OrganizationId, work: (store: GuestStore) => Promise<T>) => Promise<T>
  readonly clock: Clock
}

export interface DoorPorts extends GuestPorts {
  readonly guestAtDoor: (secret: Sha256) => Promise<GuestAtDoor | null>
  readonly digest: Digest
  readonly newSecret: () => string
}

/** Where a guest sits: enough to ask whether they still may. */
export interface GuestSeat {
  readonly guest: GuestId
  readonly organization: OrganizationId
  readonly session: SessionId
}
