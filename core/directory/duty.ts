import type { HubRoster } from '#core/emergency/ladder.ts'
import type { Brand, DepartmentId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { Department, Practitioner, SpecialtyCode } from './directory.ts'

export type ShiftId = Brand<string, 'ShiftId'>
export type SwapId = Brand<string, 'SwapId'>
export type LeaveId = Brand<string, 'LeaveId'>

/** One person's duty in one department; position 1 is rung first. */
export interface Shift {
  readonly id: ShiftId
  readonly organization: OrganizationId
  readonly department: DepartmentId
  readonly practitioner: PractitionerId
  readonly position: number
  readonly startsAt: Date
  readonly endsAt: Date
}

/** One person asks another to take a shift over; the shift changes hands when the other agrees. */
export interface ShiftSwap {
  readonly id: SwapId
  readonly organization: OrganizationId
  readonly shift: ShiftId
  readonly from: PractitionerId
  readonly to: PractitionerId
  readonly askedAt: Date
}

export interface Leave {
  readonly id: LeaveId
  readonly organization: OrganizationId
  readonly practitioner: PractitionerId
  readonly startsAt: Date
  readonly endsAt: Date
  readonly reason: string
}

/** The switch "đang trực" and when a screen of the person's was last alive. */
export interface Presence {
  readonly practitioner: PractitionerId
  readonly onDuty: boolean
  readonly changedAt: Date | null
  readonly seenAt: Date | null
}

export interface Window {
  readonly from: Date
  readonly until: Date
}

/** A person of the hospital as the roster shows them. */
export interface DutyPerson {
  readonly practitioner: Practitioner
  readonly department: Department | null
  readonly specialties: readonly SpecialtyCode[]
  readonly isHead: boolean
  readonly isDoctor: boolean
  readonly presence: Presence | null
}

export interface DutyRepository {
  departments(organization: OrganizationId): Promise<readonly Department[]>
  people(organization: OrganizationId): Promise<readonly DutyPerson[]>
  /** Shifts that overlap the window, by department, position and start. */
  shifts(organization: OrganizationId, window: Window): Promise<readonly Shift[]>
  shift(id: ShiftId): Promise<Shift | null>
  addShifts(shifts: readonly Shift[]): Promise<void>
  removeShift(id: ShiftId): Promise<void>
  /** Open questions of the hospital. */
  swaps(organization: OrganizationId): Promise<readonly ShiftSwap[]>
  askSwap(swap: ShiftSwap): Promise<void>
  /** Settles a question; an accepted one hands the shift over. False when it was settled before. */
  settleSwap(id: SwapId, answer: 'accepted' | 'declined' | 'withdrawn', at: Date): Promise<boolean>
  leaves(organization: OrganizationId, window: Window): Promise<readonly Leave[]>
  addLeave(leave: Leave): Promise<void>
  removeLeave(id: LeaveId): Promise<void>
  presence(practitioner: PractitionerId, organization: OrganizationId): Promise<Presence | null>
  /** Sets the switch of the scope's own person. */
  setOnDuty(own: { readonly practitioner: PractitionerId; readonly organization: OrganizationId }, onDuty: boolean, at: Date): Promise<void>
  /** Notes that a screen of the scope's own person is alive. */
  touch(own: { readonly practitioner: PractitionerId; readonly organization: OrganizationId }, at: Date): Promise<void>
}

/** How long after its last sign of life a screen still counts as being in front of somebody, in milliseconds. */
export const screenAliveFor = 90_000

/** Whether a ring would appear before the person's eyes now. */
export function isReachable(presence: Presence | null, now: Date): boolean {
  const seenAt = presence?.seenAt ?? null
  return seenAt !== null && now.getTime() - seenAt.getTime() <= screenAliveFor
}

const covers = (one: { readonly startsAt: Date; readonly endsAt: Date }, at: Date): boolean => one.startsAt <= at && at < one.endsAt

/** What is known of one hospital's duty at one moment. */
export interface DutyBook {
  readonly people: readonly DutyPerson[]
  readonly shifts: readonly Shift[]
  readonly leaves: readonly Leave[]
  readonly coordinators: readonly PractitionerId[]
}

/**
 * Whom an emergency rings at one hospital, in order: those with a shift for the specialty, then those who switched "đang trực" on;
 * heads; coordinators; and every doctor of the specialty. Whoever is on leave is left in peace, unless nobody else is left.
 */
export function rosterFor(hub: OrganizationId, book: DutyBook, asked: { readonly specialty: SpecialtyCode; readonly at: Date }): HubRoster {
  const away = new Set(book.leaves.filter((leave) => covers(leave, asked.at)).map((leave) => leave.practitioner))
  const ofSpecialty = book.people.filter((one) => one.isDoctor && one.specialties.includes(asked.specialty))
  const present = ofSpecialty.filter((one) => !away.has(one.practitioner.id)).map((one) => one.practitioner.id)
  const isPresent = new Set(present)
  const onShift = book.shifts
    .filter((shift) => covers(shift, asked.at) && isPresent.has(shift.practitioner))
    .toSorted((a, b) => a.position - b.position)
    .map((shift) => shift.practitioner)
  const switchedOn = ofSpecialty.filter((one) => one.presence?.onDuty === true && isPresent.has(one.practitioner.id)).map((one) => one.practitioner.id)
  const onDutyCoordinators = book.coordinators.filter((id) => book.people.some((one) => one.practitioner.id === id && one.presence?.onDuty === true))
  return {
    hub,
    onCall: [...new Set([...onShift, ...switchedOn])],
    heads: ofSpecialty.filter((one) => one.isHead && isPresent.has(one.practitioner.id)).map((one) => one.practitioner.id),
    coordinators: onDutyCoordinators.length > 0 ? onDutyCoordinators : book.coordinators,
    specialists: present.length > 0 ? present : ofSpecialty.map((one) => one.practitioner.id),
  }
}
