import type { Actor } from '#core/directory/actor.ts'
import type { DutyPerson, Shift } from '#core/directory/duty.ts'
import { isReachable } from '#core/directory/duty.ts'
import type { Roster } from '#core/directory/keep-roster.ts'
import { mayKeepRoster } from '#core/directory/keep-roster.ts'

export interface RosterPerson {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly phone: string | null
  readonly reachable: boolean
  readonly onDuty: boolean
  readonly isHead: boolean
}

export interface RosterShift {
  readonly id: string
  readonly department: string
  readonly person: RosterPerson
  readonly position: number
  readonly startsAt: string
  readonly endsAt: string
  readonly now: boolean
  readonly mine: boolean
  readonly away: boolean
  readonly swapAsked: boolean
}

export interface RosterFacts {
  readonly me: string
  readonly keeps: boolean
  readonly departments: readonly { readonly id: string; readonly code: string; readonly name: string }[]
  readonly people: readonly RosterPerson[]
  readonly shifts: readonly RosterShift[]
  /** Switched "đang trực" on without standing on a shift now. */
  readonly extra: readonly RosterPerson[]
  readonly swaps: readonly { readonly id: string; readonly from: string; readonly to: string; readonly startsAt: string; readonly asksMe: boolean; readonly mine: boolean }[]
  readonly leaves: readonly { readonly id: string; readonly practitioner: string; readonly name: string; readonly startsAt: string; readonly endsAt: string; readonly reason: string; readonly mayEnd: boolean }[]
}

/** Reduces a roster to what its page shows. */
export function presentRoster(roster: Roster, actor: Actor): RosterFacts {
  const { now } = roster
  const people = new Map(roster.people.map((one) => [one.practitioner.id, personFacts(one, now)]))
  const nameOf = (id: DutyPerson['practitioner']['id']): string => people.get(id)?.name ?? '—'
  const isNow = (shift: Shift): boolean => shift.startsAt <= now && now < shift.endsAt
  const onShift = new Set<string>(roster.shifts.filter(isNow).map((shift) => shift.practitioner))
  const keeps = mayKeepRoster(actor)
  return {
    me: actor.practitioner,
    keeps,
    departments: roster.departments.map(({ id, code, name }) => ({ id, code, name })),
    people: [...people.values()],
    shifts: roster.shifts.flatMap((shift) => {
      const who = people.get(shift.practitioner)
      if (who === undefined) return []
      return [{
        id: shift.id, department: shift.department, person: who, position: shift.position, startsAt: shift.startsAt.toISOString(),
        endsAt: shift.endsAt.toISOString(), now: isNow(shift), mine: shift.practitioner === actor.practitioner,
        away: roster.leaves.some((leave) => leave.practitioner === shift.practitioner && leave.startsAt < shift.endsAt && leave.endsAt > shift.startsAt),
        swapAsked: roster.swaps.some((swap) => swap.shift === shift.id),
      }]
    }),
    extra: [...people.values()].filter((one) => one.onDuty && !onShift.has(one.id)),
    swaps: roster.swaps.flatMap((swap) => {
      const shift = roster.shifts.find((one) => one.id === swap.shift)
      if (shift === undefined) return []
      return [{
        id: swap.id, from: nameOf(swap.from), to: nameOf(swap.to), startsAt: shift.startsAt.toISOString(),
        asksMe: swap.to === actor.practitioner, mine: swap.from === actor.practitioner,
      }]
    }),
    leaves: roster.leaves.map((leave) => ({
      id: leave.id, practitioner: leave.practitioner, name: nameOf(leave.practitioner), startsAt: leave.startsAt.toISOString(),
      endsAt: leave.endsAt.toISOString(), reason: leave.reason, mayEnd: keeps || leave.practitioner === actor.practitioner,
    })),
  }
}

const personFacts = ({ practitioner, presence, isHead }: DutyPerson, now: Date): RosterPerson => ({
  id: practitioner.id,
  name: practitioner.name,
  title: practitioner.title,
  phone: practitioner.phone,
  reachable: isReachable(presence, now),
  onDuty: presence?.onDuty === true,
  isHead,
})
