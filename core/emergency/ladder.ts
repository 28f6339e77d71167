import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'

const second = 1_000

/** When each rung of a hub is due, in milliseconds after the button was pressed or after the hub's own turn began (product.md §3). */
export const rungAt = { first: 15 * second, second: 45 * second, everyone: 90 * second } as const

/** How long one hub is rung before the next one is rung as well, in milliseconds. */
export const hubTurn = 180 * second

/** Who could be rung at one hub, each list in the order of its roster; any of them may be empty. */
export interface HubRoster {
  readonly hub: OrganizationId
  /** On call for the specialty now, doctor 1 first. */
  readonly onCall: readonly PractitionerId[]
  readonly heads: readonly PractitionerId[]
  readonly coordinators: readonly PractitionerId[]
  /** Every doctor of the specialty. */
  readonly specialists: readonly PractitionerId[]
}

export type RungName = keyof typeof rungAt

/** One ring that is due: whom, where, and since when. */
export interface DueRing {
  readonly practitioner: PractitionerId
  readonly hub: OrganizationId
  readonly rung: RungName
}

/** What the rung people have answered so far. */
export interface RingReplies {
  readonly declined: readonly PractitionerId[]
  /** A doctor holds the emergency: nobody else is rung. */
  readonly held: boolean
}

export interface LadderState {
  readonly due: readonly DueRing[]
  /** When the next rung falls due if nobody answers, in milliseconds after the press; null when nothing is left to ring. */
  readonly nextAt: number | null
  /** Everybody has been rung: only the telephone is left. */
  readonly exhausted: boolean
}

interface Rung {
  readonly at: number
  readonly rings: readonly DueRing[]
}

/**
 * Who should be ringing by now: a pure function of roster, elapsed time and replies, so that a late or restarted timer rings
 * exactly what is due. A rung that nobody can answer (empty, or refused by all) hands its turn to the next one at once.
 */
export function ladder(hubs: readonly HubRoster[], elapsed: number, replies: RingReplies): LadderState {
  if (replies.held) return { due: [], nextAt: null, exhausted: false }
  const declined = new Set(replies.declined)
  const rungs = withoutRepeats(hubs.flatMap(rungsOf)).filter((rung) => rung.rings.length > 0)
  const due: DueRing[] = []
  let earliest: number = rungAt.first
  let answerable = false
  for (const rung of rungs) {
    const at = answerable ? rung.at : Math.min(rung.at, earliest)
    if (elapsed < at) return { due, nextAt: at, exhausted: false }
    due.push(...rung.rings)
    answerable = due.some(({ practitioner }) => !declined.has(practitioner))
    earliest = Math.max(earliest, at)
  }
  return { due, nextAt: null, exhausted: !answerable || elapsed >= hubs.length * hubTurn }
}

function rungsOf(roster: HubRoster, index: number): readonly Rung[] {
  const start = index * hubTurn
  const [first, ...others] = roster.onCall
  const rung = (at: number, name: RungName, people: readonly PractitionerId[]): Rung => ({
    at,
    rings: people.map((practitioner) => ({ practitioner, hub: roster.hub, rung: name })),
  })
  return [
    // The first hub waits until the room stands; a later one has waited long enough.
    rung(index === 0 ? rungAt.first : start, 'first', [...(first === undefined ? [] : [first]), ...roster.coordinators]),
    rung(start + rungAt.second, 'second', [...others, ...roster.heads]),
    rung(start + rungAt.everyone, 'everyone', roster.specialists),
  ]
}

/** A person stands on the earliest rung that names them. */
function withoutRepeats(rungs: readonly Rung[]): readonly Rung[] {
  const known = new Set<PractitionerId>()
  return rungs.map(({ at, rings }) => ({
    at,
    rings: rings.filter(({ practitioner }) => {
      if (known.has(practitioner)) return false
      known.add(practitioner)
      return true
    }),
  }))
}

/** Every moment at which a timer must look at the ladder, in milliseconds after the press; the last one is its end. */
export const timersFor = (hubs: number): readonly number[] => [
  ...Array.from({ length: hubs }, (_, index) => {
    const start = index * hubTurn
    return [index === 0 ? rungAt.first : start, start + rungAt.second, start + rungAt.everyone]
  }).flat(),
  Math.max(1, hubs) * hubTurn,
]
