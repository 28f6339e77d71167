import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { DepartmentId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Actor } from './actor.ts'
import { isClinical, isCoordinator } from './actor.ts'
import type { Department } from './directory.ts'
import type { DutyPerson, DutyRepository, Leave, LeaveId, Shift, ShiftId, ShiftSwap, SwapId, Window } from './duty.ts'

export interface DutyRepositories extends Repositories {
  readonly duty: DutyRepository
}
type AtomicallyOnDuty = <T>(actor: Actor, work: (repositories: DutyRepositories) => Promise<T>) => Promise<T>
export type DutyPorts = Pick<CasePorts, 'clock' | 'newId'> & { readonly atomically: AtomicallyOnDuty }

/** Coordinators and administrators keep the roster of their own hospital. */
export const mayKeepRoster = (actor: Actor): boolean => isCoordinator(actor) || actor.roles.includes('admin')

export interface Roster {
  readonly now: Date
  readonly departments: readonly Department[]
  readonly people: readonly DutyPerson[]
  readonly shifts: readonly Shift[]
  readonly swaps: readonly ShiftSwap[]
  readonly leaves: readonly Leave[]
}

/** Who is on duty in the own hospital, when, and who has a screen before them. */
export const makeViewRoster =
  (ports: Pick<DutyPorts, 'clock'> & { readonly read: AtomicallyOnDuty }) =>
  (actor: Actor, window: Window): Promise<Roster> =>
    ports.read(actor, async ({ duty }) => {
      const own = actor.organization
      const [departments, people, shifts, swaps, leaves] = await Promise.all([
        duty.departments(own), duty.people(own), duty.shifts(own, window), duty.swaps(own), duty.leaves(own, window),
      ])
      return { now: ports.clock(), departments, people, shifts, swaps, leaves }
    })

export interface NewShift {
  readonly department: DepartmentId
  readonly practitioner: PractitionerId
  readonly position: number
  readonly startsAt: Date
  readonly endsAt: Date
}

export type ShiftRefusal = 'roster.not-allowed' | 'roster.unknown-person' | 'roster.unknown-department' | 'roster.runs-backwards'

/** Puts people on the roster; all of it or nothing. */
export const makePlanShifts =
  (ports: DutyPorts) =>
  (actor: Actor, wanted: readonly NewShift[]): Promise<Result<number, ShiftRefusal>> =>
    ports.atomically(actor, async ({ duty }) => {
      if (!mayKeepRoster(actor)) return err('roster.not-allowed')
      const [people, departments] = [await duty.people(actor.organization), await duty.departments(actor.organization)]
      for (const shift of wanted) {
        if (shift.endsAt <= shift.startsAt) return err('roster.runs-backwards')
        if (!people.some((one) => one.practitioner.id === shift.practitioner)) return err('roster.unknown-person')
        if (!departments.some((one) => one.id === shift.department)) return err('roster.unknown-department')
      }
      await duty.addShifts(wanted.map((shift) => ({ ...shift, id: brandId(ports.newId()), organization: actor.organization })))
      return ok(wanted.length)
    })

/** Takes a shift off the roster. */
export const makeRemoveShift =
  (ports: DutyPorts) =>
  (actor: Actor, input: { readonly shift: ShiftId }): Promise<Result<null, 'roster.not-allowed'>> =>
    ports.atomically(actor, async ({ duty }) => {
      const shift = await duty.shift(input.shift)
      if (shift === null || shift.organization !== actor.organization || !mayKeepRoster(actor)) return err('roster.not-allowed')
      await duty.removeShift(shift.id)
      return ok(null)
    })

/** Nobody stands twice in one department's shift. */
async function standsIn({ duty }: DutyRepositories, person: PractitionerId, { organization, department, startsAt, endsAt }: Shift): Promise<boolean> {
  const beside = await duty.shifts(organization, { from: startsAt, until: endsAt })
  return beside.some((one) => one.practitioner === person && one.department === department && one.startsAt.getTime() === startsAt.getTime())
}

/** Asks a colleague to take one's own shift over; nothing changes until the colleague agrees. */
export const makeAskSwap =
  (ports: DutyPorts) =>
  (actor: Actor, input: { readonly shift: ShiftId; readonly to: PractitionerId }): Promise<Result<null, 'roster.not-allowed' | 'roster.unknown-person' | 'roster.already-asked' | 'roster.already-on-it'>> =>
    ports.atomically(actor, async (repositories) => {
      const { duty } = repositories
      const shift = await duty.shift(input.shift)
      if (shift === null || shift.practitioner !== actor.practitioner || shift.organization !== actor.organization) return err('roster.not-allowed')
      const known = (await duty.people(actor.organization)).some((one) => one.practitioner.id === input.to)
      if (!known || input.to === actor.practitioner) return err('roster.unknown-person')
      if ((await duty.swaps(actor.organization)).some((swap) => swap.shift === shift.id)) return err('roster.already-asked')
      if (await standsIn(repositories, input.to, shift)) return err('roster.already-on-it')
      await duty.askSwap({ id: brandId(ports.newId()), organization: actor.organization, shift: shift.id, from: actor.practitioner, to: input.to, askedAt: ports.clock() })
      return ok(null)
    })

/** The asked colleague agrees or not; the one who asked may take the question back. */
export const makeSettleSwap =
  (ports: DutyPorts) =>
  (actor: Actor, input: { readonly swap: SwapId; readonly answer: 'accepted' | 'declined' | 'withdrawn' }): Promise<Result<null, 'roster.not-allowed' | 'roster.already-on-it'>> =>
    ports.atomically(actor, async (repositories) => {
      const { duty } = repositories
      const swap = (await duty.swaps(actor.organization)).find((one) => one.id === input.swap)
      const whose = input.answer === 'withdrawn' ? swap?.from : swap?.to
      if (swap === undefined || whose !== actor.practitioner) return err('roster.not-allowed')
      const shift = input.answer === 'accepted' ? await duty.shift(swap.shift) : null
      if (shift !== null && (await standsIn(repositories, swap.to, shift))) return err('roster.already-on-it')
      return (await duty.settleSwap(swap.id, input.answer, ports.clock())) ? ok(null) : err('roster.not-allowed')
    })

/** Writes down that somebody is away: oneself, or anybody by those who keep the roster. */
export const makeTakeLeave =
  (ports: DutyPorts) =>
  (
    actor: Actor,
    input: { readonly practitioner: PractitionerId; readonly startsAt: Date; readonly endsAt: Date; readonly reason: string },
  ): Promise<Result<null, 'roster.not-allowed' | 'roster.runs-backwards' | 'roster.unknown-person'>> =>
    ports.atomically(actor, async ({ duty }) => {
      const isOwn = input.practitioner === actor.practitioner
      if (!isOwn && !mayKeepRoster(actor)) return err('roster.not-allowed')
      if (input.endsAt <= input.startsAt) return err('roster.runs-backwards')
      if (!isOwn && !(await duty.people(actor.organization)).some((one) => one.practitioner.id === input.practitioner)) return err('roster.unknown-person')
      await duty.addLeave({ id: brandId(ports.newId()), organization: actor.organization, ...input })
      return ok(null)
    })

/** Ends a leave before its time, or takes it back. */
export const makeEndLeave =
  (ports: DutyPorts) =>
  (actor: Actor, input: { readonly leave: LeaveId; readonly practitioner: PractitionerId }): Promise<Result<null, 'roster.not-allowed'>> =>
    ports.atomically(actor, async ({ duty }) => {
      if (input.practitioner !== actor.practitioner && !mayKeepRoster(actor)) return err('roster.not-allowed')
      await duty.removeLeave(input.leave)
      return ok(null)
    })

/** "Đang trực": says oneself that one may be rung now. */
export const makeSetOnDuty =
  (ports: DutyPorts) =>
  (actor: Actor, input: { readonly onDuty: boolean }): Promise<Result<boolean, 'roster.not-allowed'>> =>
    ports.atomically(actor, async ({ duty }) => {
      if (!isClinical(actor) && !isCoordinator(actor)) return err('roster.not-allowed')
      await duty.setOnDuty(actor, input.onDuty, ports.clock())
      return ok(input.onDuty)
    })

/** Whether the actor has switched "đang trực" on, for the top bar. */
export const makeReadOnDuty =
  (ports: { readonly read: AtomicallyOnDuty }) =>
  (actor: Actor): Promise<boolean> =>
    ports.read(actor, async ({ duty }) => (await duty.presence(actor.practitioner, actor.organization))?.onDuty === true)
