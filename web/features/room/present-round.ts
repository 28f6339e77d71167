import type { ConsultCase } from '#core/case/case.ts'
import { isSessionAhead, mayEditRequest, mayReadMinutes } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import { spokenAge } from '#core/record/patient.ts'
import type { ViewedRound } from '#core/round/view-rounds.ts'
import { hospitalClock } from '#web/server/hospital-clock.ts'
import type { PatientFacts } from '#web/ui/patient-line.tsx'

/** One place in the order; a patient who is not before everybody now is named only to those whose patient it is in any case. */
export interface StopFacts {
  readonly case: string
  readonly known: { readonly code: string; readonly patient: PatientFacts } | null
  readonly isDone: boolean
  readonly readsMinutes: boolean
  /** Khoa / buồng / giường; empty where the record does not say. */
  readonly place: string
  readonly note: { readonly text: string; readonly writer: string; readonly at: string } | null
  readonly mayNote: boolean
  readonly mayConsult: boolean
}

export interface RoundFacts {
  readonly id: string
  readonly title: string
  readonly startsAt: string | null
  readonly state: 'ahead' | 'standing' | 'over'
  readonly current: string | null
  readonly leads: boolean
  readonly stops: readonly StopFacts[]
}

/** What somebody who goes along is shown of a round. */
export function presentRound({ round, meeting, day, stops, leads }: ViewedRound, actor: Actor, now: Date): RoundFacts {
  return {
    id: round.id,
    title: meeting.title,
    startsAt: day === null ? null : hospitalClock.momentOf(day.date, day.startTime).toISOString(),
    state: round.endedAt !== null ? 'over' : round.current === null ? 'ahead' : 'standing',
    current: round.current,
    leads,
    stops: stops.map(({ case: id, one, note, mayNote }) => ({
      case: id,
      known: one === null ? null : { code: one.code, patient: { name: one.subject.name, sex: one.subject.sex, age: spokenAge(one.subject.birthDate, now) } },
      isDone: one !== null && 'session' in one && !isSessionAhead(one),
      readsMinutes: one !== null && hasMet(one) && mayReadMinutes(actor, one),
      place: round.places.get(id) ?? '',
      note: note === null ? null : { text: note.text, writer: note.writer, at: note.at.toISOString() },
      mayNote,
      mayConsult: one !== null && mayEditRequest(actor, one),
    })),
  }
}

const hasMet = (one: ConsultCase): boolean => 'startedAt' in one
