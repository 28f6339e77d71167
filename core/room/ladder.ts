/**
 * How a picture gives way to a thin line, so that sound never does. Pure: fed with what was measured, it says on which
 * rung a direction stands. A direction falls at once as far as it must and climbs one rung at a time, but for the first
 * climb over a line that is plainly whole again; a climb that did not hold makes the next one wait longer. Two changes a
 * minute, of both directions together, are all that pictures are worth. A climb therefore leaves room for the fall that
 * it may cost; only broken sound may cost one more.
 */

/** From the whole picture (1080/720 lines) over 360, 180 and one still a second to sound alone. */
export const rungs = ['full', 'medium', 'small', 'stills', 'sound'] as const
export type Rung = (typeof rungs)[number]

/** What was measured of one direction since the last sample. */
export interface LineSample {
  /** Milliseconds on any steady clock. */
  readonly at: number
  /** Bits per second that the line is thought to carry, or null where nobody knows. */
  readonly available: number | null
  /** Bits per second that came through, or null where nobody knows; over a line that is overdriven, what it carries. */
  readonly carried: number | null
  /** Bits per second that the sound takes. */
  readonly sound: number
  /** Milliseconds there and back, or null. */
  readonly roundTrip: number | null
  /** Share of packets lost, 0 to 1. */
  readonly loss: number
  /** Share of the sound that had to be invented, 0 to 1; where it is heard. */
  readonly concealment: number
  /** The encoder itself sends less than it was asked for. */
  readonly strained: boolean
  /** The media server changes the picture's size again and again: a smaller one that stays is better. */
  readonly flapping: boolean
}

export interface Ladder {
  readonly rung: Rung
  /** Times of the changes of the last minute. */
  readonly changes: readonly number[]
  /** Since when every sample has been bad, or good; null when the last one was not. */
  readonly badSince: number | null
  readonly goodSince: number | null
  /** Since when the line has shown no loss and no queue at all; null when the last sample did. */
  readonly clearSince: number | null
  /** Milliseconds that a line must be good before the next climb. */
  readonly patience: number
  /** When the last climb was made; null once it has fallen again. */
  readonly climbedAt: number | null
  /** The rung from which the last climb was made. */
  readonly climbedFrom: Rung | null
  /** When sound alone was last left without regard to the changes of the minute. */
  readonly rescuedAt: number | null
  /** The longest way there and back, in milliseconds, since the line has carried no picture; 0 while it does. */
  readonly longestRoundTrip: number
  /** "Giữ hình": the person wants the picture even so; it then never falls below `small`. */
  readonly keepsPicture: boolean
}

/** Bits per second of pictures that a rung needs to be worth having. */
export const needOf: Readonly<Record<Rung, number>> = { full: 900_000, medium: 350_000, small: 110_000, stills: 45_000, sound: 0 }

/** With less than this share of its need a rung is bad. */
const bearable = 0.6
const minute = 60_000
/** Bits per second with which a voice comes through. */
const leastForSound = 24_000
export const mostChangesPerMinute = 2
/** A picture may be bad for this long before it falls, in milliseconds; the sound may not. */
const patienceWithBad = 4_000
const patienceWithBroken = 1_200
const firstPatience = 2_000
/** How much longer each climb that failed makes the next one wait. */
const backOff = 4
/** From sound alone the first climb is tried sooner: nobody is served by a second more without a picture. */
const patienceWithoutPicture = 1_000
const longestPatience = 120_000
/** Milliseconds there and back over a line that is choked, and over one that is free again. */
const [chokedFrom, freeBelow] = [1_500, 250]
/** A climb that turns bad within this was one too many. */
const climbHoldsAfter = 60_000
/** A fall takes this long until the queue before the line is gone and the sound is whole again. */
const fallTakesEffect = 4_000
/** A dip is over when the line has been clear for this long. */
const clearFor = 5_000

/** A ladder at the foot of which somebody has just joined: sound first, then a small picture, as fast as the line shows what it carries. */
export const startLadder = (rung: Rung = 'full'): Ladder => ({
  rung, changes: [], badSince: null, goodSince: null, clearSince: null, patience: firstPatience, climbedAt: null, climbedFrom: null, rescuedAt: null, longestRoundTrip: 0, keepsPicture: false,
})

/** The person's own word against the ladder's, or for it again. */
export function keepPicture(ladder: Ladder, keepsPicture: boolean): Ladder {
  const rung = keepsPicture && below(ladder.rung, 'small') ? 'small' : ladder.rung
  return { ...ladder, keepsPicture, rung, badSince: null }
}

/** The ladder while nothing can be measured, or nothing can give way: what was good or bad so far no longer counts. */
export const pauseLadder = (ladder: Ladder): Ladder => ({ ...ladder, badSince: null, goodSince: null, clearSince: null })

/** The ladder over a new joining, which has learnt nothing of the line before. */
export const renewLadder = (ladder: Ladder): Ladder => ({ ...pauseLadder(ladder), longestRoundTrip: 0 })

/** The ladder after one more sample; `others` are the times at which the seat's other direction has changed. */
export function climb(ladder: Ladder, sample: LineSample, others: readonly number[] = []): Ladder {
  const { at } = sample
  const state = judge(ladder.rung, sample)
  const recent = (times: readonly number[]): readonly number[] => times.filter((time) => at - time < minute)
  const changes = recent(ladder.changes)
  const next: Ladder = {
    ...ladder,
    changes,
    longestRoundTrip: ladder.rung === 'sound' ? Math.max(ladder.longestRoundTrip, sample.roundTrip ?? 0) : 0,
    badSince: state === 'bad' || state === 'broken' ? (ladder.badSince ?? at) : null,
    goodSince: mayRise(ladder.rung, state) ? (ladder.goodSince ?? at) : null,
    clearSince: isClear(sample) ? (ladder.clearSince ?? at) : null,
  }
  const turn: Turn = { ladder: next, sample, spent: changes.length + recent(others).length }
  if (state === 'broken' || state === 'bad') return fall(turn, state)
  return mayRise(ladder.rung, state) ? rise(turn) : next
}

interface Turn {
  readonly ladder: Ladder
  readonly sample: LineSample
  /** How many changes both directions have made in the last minute. */
  readonly spent: number
}

type Judgement = 'good' | 'fair' | 'bad' | 'broken'

/** Sound and stills prove little of a line: from there a small picture is tried as soon as nothing is bad. */
const mayRise = (rung: Rung, state: Judgement): boolean => state === 'good' || (state === 'fair' && below(rung, 'small'))

function judge(rung: Rung, { available, sound, loss, concealment, roundTrip, strained, flapping }: LineSample): Judgement {
  const forPictures = available === null ? null : available - sound
  // Where only sound is left, loss is told too late and of streams that are no more; the estimate is true within a second.
  // A new joining begins with a guess of the browser's, which a queue of seconds gives the lie.
  if (rung === 'sound' && available !== null) return available > Math.max(leastForSound, sound) && (roundTrip ?? 0) < chokedFrom ? 'good' : 'bad'
  if (concealment > 0.15 || loss > 0.25) return 'broken'
  if (forPictures !== null && forPictures < needOf[rung] * bearable) return 'bad'
  if (flapping || concealment > 0.08 || loss > 0.12 || (roundTrip ?? 0) > chokedFrom) return 'bad'
  const loose = forPictures === null || forPictures > needOf[rung] * 1.1
  return loose && !strained && loss < 0.08 && concealment < 0.04 && (roundTrip ?? 0) < 900 ? 'good' : 'fair'
}

const isClear = ({ loss, roundTrip, concealment }: LineSample): boolean => loss < 0.02 && concealment < 0.02 && (roundTrip ?? 0) < freeBelow

function fall({ ladder, sample, spent }: Turn, state: 'bad' | 'broken'): Ladder {
  const { at } = sample
  const bad = at - (ladder.badSince ?? at)
  const lowest: Rung = ladder.keepsPicture ? 'small' : 'sound'
  if (!below(lowest, ladder.rung) || bad < (state === 'broken' ? patienceWithBroken : patienceWithBad)) return ladder
  const isSpent = spent >= mostChangesPerMinute
  if (state === 'bad' && isSpent) return ladder
  const fits = fittingRung(sample)
  // Sound that is merely not whole yet after a fall is given the time that the fall takes.
  if (fell(ladder) && at - (ladder.changes.at(-1) ?? -Infinity) < fallTakesEffect && !below(fits, ladder.rung)) return ladder
  const one = step(ladder.rung, 1)
  // Beyond the two of the minute only one change is left, which must suffice.
  const enough = isSpent ? lowest : lowerRung(fits, one)
  // A fall that had to wait for its minute tells of the climb by when it turned bad.
  const hasty = ladder.climbedAt !== null && at - bad - ladder.climbedAt < climbHoldsAfter
  const patience = hasty ? Math.min(longestPatience, ladder.patience * backOff) : ladder.patience
  // What a failed climb is known to fit is the rung that it came from.
  const wanted = hasty && ladder.climbedFrom !== null ? lowerRung(enough, ladder.climbedFrom) : enough
  return moved({ ...ladder, patience, climbedAt: null, climbedFrom: null }, below(wanted, lowest) ? lowest : wanted, at)
}

/** Whether the last change of the minute was a fall. */
const fell = ({ changes, climbedAt }: Ladder): boolean => changes.length > 0 && climbedAt === null

interface Climb {
  readonly target: Rung
  /** Milliseconds for which the line must have been good. */
  readonly after: number
}

function nextClimb({ rung, patience }: Ladder, { available, sound, roundTrip }: LineSample): Climb {
  const isFirst = patience === firstPatience
  if (!isFirst || !below(rung, 'small')) return { target: step(rung, -1), after: patience }
  const carriesAll = available !== null && available - sound > needOf.full
  // What carries a whole picture over a short way needs no second look, and no minute at a small one.
  if (carriesAll && roundTrip !== null && roundTrip < freeBelow) return { target: 'medium', after: 0 }
  // From stills or sound a small picture is the first thing worth trying: a still a second proves little of the line.
  return { target: 'small', after: rung === 'sound' ? patienceWithoutPicture : patience }
}

function rise({ ladder, sample, spent }: Turn): Ladder {
  const { at, available, sound } = sample
  // A climb that has held for long has earned the line its first credit back.
  const held = ladder.climbedAt !== null && at - ladder.climbedAt > longestPatience
  const patience = held ? firstPatience : ladder.patience
  const stays = { ...ladder, patience }
  const good = at - (ladder.goodSince ?? at)
  const room = available === null ? null : available - sound
  const { target, after } = nextClimb(stays, sample)
  if (ladder.rung === 'full' || good < after) return stays
  // An estimate cannot exceed what is sent by much, so it need not reach the next rung; far below, the climb is hopeless.
  if (below('small', target) && room !== null && room < needOf[target] * bearable) return stays
  const rescues = spent >= mostChangesPerMinute && mayRescue(stays, sample)
  const proven = room !== null && room > needOf[target]
  if (!rescues && !hasRoom({ ladder: stays, sample, spent }, proven)) return stays
  return { ...moved(stays, target, at), climbedAt: at, climbedFrom: ladder.rung, rescuedAt: rescues ? at : ladder.rescuedAt }
}

/**
 * A climb leaves room for the fall that it may cost, so it wants a minute without a change. While no climb has failed, it may
 * spend the last of the minute after a fall, where that took the picture or the line is clear again, and for what is proven.
 */
function hasRoom({ ladder, sample: { at }, spent }: Turn, proven: boolean): boolean {
  if (spent + 1 < mostChangesPerMinute) return true
  const clear = ladder.clearSince !== null && at - ladder.clearSince >= clearFor
  const back = fell(ladder) && (clear || below(ladder.rung, 'small'))
  return spent < mostChangesPerMinute && ladder.patience === firstPatience && (back || (clear && proven))
}

/**
 * The fall of a line that broke down must not be charged to its return: the first climb back to a picture is free, once
 * a minute and only while no climb has failed. A line that stays bad has had its try and waits for the budget.
 */
const mayRescue = ({ rung, patience, rescuedAt }: Ladder, { at, roundTrip }: Pick<LineSample, 'at' | 'roundTrip'>): boolean =>
  rung === 'sound' && patience === firstPatience && (roundTrip ?? 0) < freeBelow && (rescuedAt === null || at - rescuedAt >= minute)

/**
 * Whether the climb from sound alone came because the line is another than the one that broke down: its queue was seconds long and is
 * gone. A browser that goes on from what it learnt of the old line would need half a minute to believe in the new one.
 */
export const isAnotherLine = (before: Ladder, after: Ladder, { roundTrip }: Pick<LineSample, 'roundTrip'>): boolean =>
  before.rung === 'sound' && after.rung === 'small' && before.patience === firstPatience &&
  roundTrip !== null && roundTrip < freeBelow && before.longestRoundTrip > chokedFrom

function moved(ladder: Ladder, rung: Rung, at: number): Ladder {
  return { ...ladder, rung, changes: [...ladder.changes, at], badSince: null, goodSince: null }
}

/**
 * The highest rung that fits what the line is thought to carry; sound where not even that gets through. Below a small picture nothing
 * falls that could bear it: the climb back from stills would come within seconds, and be the second change for one.
 */
function fittingRung({ available, carried, sound, loss, concealment, roundTrip }: LineSample): Rung {
  const heavy = concealment > 0.3 || loss > 0.4
  if (available !== null) {
    // Browsers never estimate less than their smallest pictures take, so over a line that is choked little is not believed.
    const fits = rungFor(available - sound, heavy || (roundTrip ?? 0) > chokedFrom ? 1 : bearable)
    if (!heavy) return fits
    // What is lost while a line turns bad was too much for it; an estimate that carries a small picture has seen that already.
    return concealment > 0.3 || below(fits, 'small') ? 'sound' : 'small'
  }
  if (heavy) return 'sound'
  // Over a short line little may come because little is sent.
  if (carried === null || (roundTrip ?? 0) < freeBelow) return 'full'
  const came = rungFor(carried - sound, 1)
  return below(came, 'small') ? 'small' : came
}

/** The highest rung that these bits per second are enough for, a small picture with this share of its need. */
const rungFor = (room: number, share: number): Rung => rungs.find((rung) => needOf[rung] * (rung === 'small' ? share : 1) <= Math.max(0, room)) ?? 'sound'

const step = (rung: Rung, by: 1 | -1): Rung => rungs[Math.min(rungs.length - 1, Math.max(0, rungs.indexOf(rung) + by))] ?? rung

/** Whether `a` shows less than `b`. */
export const below = (a: Rung, b: Rung): boolean => rungs.indexOf(a) > rungs.indexOf(b)

/** The one of two rungs that shows less. */
export const lowerRung = (a: Rung, b: Rung): Rung => (below(a, b) ? a : b)
