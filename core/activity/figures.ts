import type { ConsultKind } from '#core/case/case.ts'
import { allowedWait, urgencies, type Urgency } from '#core/case/urgency.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { ActivityFact } from './activity-fact.ts'

/** Half of the durations were at most `p50`, 95 % at most `p95`, both in milliseconds (nearest rank). */
export interface Spread {
  readonly count: number
  readonly p50: number
  readonly p95: number
}

/** How many of those that could, did. */
export interface Share {
  readonly of: number
  readonly done: number
}

export interface ActivityFigures {
  readonly cases: number
  readonly byUrgency: Readonly<Record<Urgency, number>>
  /** Most frequent first. */
  readonly byKind: readonly (readonly [ConsultKind, number])[]
  readonly bySpecialty: readonly (readonly [SpecialtyCode, number])[]
  /** From sent until a team was named. */
  readonly accept: Spread | null
  /** From sent until the session began, where an appointment does not decide. */
  readonly connect: Readonly<Record<Urgency, Spread | null>>
  /** Connected within what the urgency allows. */
  readonly inTime: Share
  readonly rejected: number
  readonly cancelled: number
  /** The appointment passed by an hour, and nobody had come. */
  readonly noShow: number
  readonly sessions: number
  readonly interruptions: number
  /** Minutes signed by all within a day of the session's end, of those whose day is over or that are signed. */
  readonly signedWithinDay: Share
  readonly followed: Share
  /** Of the patients who were to be transferred, those who need not be any more. */
  readonly transfersAvoided: Share
}

const hour = 3_600_000
const day = 24 * hour

/** The spread of some durations; null where there is none. */
export function spreadOf(durations: readonly number[]): Spread | null {
  const sorted = durations.toSorted((a, b) => a - b)
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return sorted.length === 0 ? null : { count: sorted.length, p50: rank(0.5), p95: rank(0.95) }
}

const between = (from: Date, until: Date): number => until.getTime() - from.getTime()

const waitsUntil = (facts: readonly ActivityFact[], end: (fact: ActivityFact) => Date | null): number[] =>
  facts.flatMap((fact) => {
    const at = end(fact)
    return at === null ? [] : [between(fact.submittedAt, at)]
  })

function ranked<K extends string>(keys: readonly K[]): readonly (readonly [K, number])[] {
  const counts = new Map<K, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}

const perUrgency = <T>(value: (urgency: Urgency) => T): Readonly<Record<Urgency, T>> => ({
  emergency: value('emergency'),
  urgent: value('urgent'),
  priority: value('priority'),
  routine: value('routine'),
  'ward-round': value('ward-round'),
})

/** Those whose time to connect is over, or who connected; a rejected or cancelled request had no time to keep. */
function connectedInTime(facts: readonly ActivityFact[], now: Date): Share {
  const timed = facts.flatMap(({ urgency, submittedAt, connectedAt, closing }) => {
    const allowed = allowedWait[urgency]
    if (allowed === null || (connectedAt === null && (closing !== null || between(submittedAt, now) <= allowed))) return []
    return [connectedAt !== null && between(submittedAt, connectedAt) <= allowed]
  })
  return { of: timed.length, done: timed.filter(Boolean).length }
}

function signedWithinDay(facts: readonly ActivityFact[], now: Date): Share {
  const due = facts.flatMap(({ endedAt, signedAt }) => {
    if (endedAt === null || (signedAt === null && between(endedAt, now) <= day)) return []
    return [signedAt !== null && between(endedAt, signedAt) <= day]
  })
  return { of: due.length, done: due.filter(Boolean).length }
}

const stoodUp = ({ bookedFor, connectedAt, closing }: ActivityFact, now: Date): boolean =>
  bookedFor !== null && connectedAt === null && closing === null && between(bookedFor, now) > hour

/** Counts and times of some cases, as known at `now`. */
export function figuresOf(facts: readonly ActivityFact[], now: Date): ActivityFigures {
  const told = facts.filter(({ followed }) => followed !== null)
  const toBeMoved = facts.filter(({ transfer }) => transfer === 'avoided' || transfer === 'made')
  return {
    cases: facts.length,
    byUrgency: perUrgency((urgency) => facts.filter((fact) => fact.urgency === urgency).length),
    byKind: ranked(facts.map(({ kind }) => kind)),
    bySpecialty: ranked(facts.map(({ specialty }) => specialty)),
    accept: spreadOf(waitsUntil(facts, ({ assignedAt }) => assignedAt)),
    connect: perUrgency((urgency) =>
      allowedWait[urgency] === null ? null : spreadOf(waitsUntil(facts.filter((fact) => fact.urgency === urgency), ({ connectedAt }) => connectedAt)),
    ),
    inTime: connectedInTime(facts, now),
    rejected: facts.filter(({ closing }) => closing === 'rejected').length,
    cancelled: facts.filter(({ closing }) => closing === 'cancelled').length,
    noShow: facts.filter((fact) => stoodUp(fact, now)).length,
    sessions: facts.filter(({ connectedAt }) => connectedAt !== null).length,
    interruptions: facts.reduce((sum, { interruptions }) => sum + interruptions, 0),
    signedWithinDay: signedWithinDay(facts, now),
    followed: { of: told.length, done: told.filter(({ followed }) => followed === true).length },
    transfersAvoided: { of: toBeMoved.length, done: toBeMoved.filter(({ transfer }) => transfer === 'avoided').length },
  }
}

/** The urgencies whose time to connect is kept, most urgent first. */
export const timedUrgencies: readonly Urgency[] = urgencies.filter((urgency) => allowedWait[urgency] !== null)
