/**
 * How a picture gives way to a thin line, so that sound never does. Pure: fed with what was measured, it says on which
 * rung a direction stands. A direction falls at once as far as it must and climbs one rung at a time; a climb that
 * did not hold makes the next one wait longer. Two changes a minute are all that a picture is worth; only broken sound
 * may cost one more.
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
  /** Milliseconds that a line must be good before the next climb. */
  readonly patience: number
  /** When the last climb was made. */
  readonly climbedAt: number | null
  /** When sound alone was last left without regard to the changes of the minute. */
  readonly rescuedAt: number | null
  /** The longest way there and back, in milliseconds, since the line has carried no picture; 0 while it does. */
  readonly longestRoundTrip: number
  /** "Giữ hình": the person wants the picture even so; it then never falls below `small`. */
  readonly keepsPicture: boolean
}

/** Bits per second of pictures that a rung needs to be worth having. */
export const needOf: Readonly<Record<Rung, number>> = { full: 900_000, medium: 350_000, small: 110_000, stills: 45_000, sound: 0 }

const minute = 60_000
/** Bits per second with which a voice comes through. */
const leastForSound = 24_000
export const mostChangesPerMinute = 2
/** A picture may be bad for this long before it falls, in milliseconds; the sound may not. */
const patienceWithBad = 4_000
const patienceWithBroken = 1_200
const firstPatience = 2_000
/** From sound alone the first climb is tried sooner: nobody is served by a second more without a picture. */
const patienceWithoutPicture = 1_000
const longestPatience = 120_000
/** Milliseconds there and back over a line that is choked, and over one that is free again. */
const [chokedFrom, freeBelow] = [1_500, 250]
/** A climb that falls again within this was one too many. */
const climbHoldsAfter = 20_000

/** A ladder at the foot of which somebody has just joined: sound first, then a small picture, as fast as the line shows what it carries. */
export const startLadder = (rung: Rung = 'full'): Ladder => ({
  rung, changes: [], badSince: null, goodSince: null, patience: firstPatience, climbedAt: null, rescuedAt: null, longestRoundTrip: 0, keepsPicture: false,
})

/** The person's own word against the ladder's, or for it again. */
export function keepPicture(ladder: Ladder, keepsPicture: boolean): Ladder {
  const rung = keepsPicture && below(ladder.rung, 'small') ? 'small' : ladder.rung
  return { ...ladder, keepsPicture, rung, badSince: null }
}

/** The ladder while nothing can be measured: what was good or bad so far no longer counts. */
export const pauseLadder = (ladder: Ladder): Ladder => ({ ...ladder, badSince: null, goodSince: null })

/** The ladder after one more sample. */
export function climb(ladder: Ladder, sample: LineSample): Ladder {
  const { at } = sample
  const state = judge(ladder.rung, sample)
  const changes = ladder.changes.filter((time) => at - time < minute)
  const next: Ladder = {
    ...ladder,
    changes,
    longestRoundTrip: ladder.rung === 'sound' ? Math.max(ladder.longestRoundTrip, sample.roundTrip ?? 0) : 0,
    badSince: state === 'bad' || state === 'broken' ? (ladder.badSince ?? at) : null,
    goodSince: mayRise(ladder.rung, state) ? (ladder.goodSince ?? at) : null,
  }
  if (state === 'broken' || state === 'bad') return fall(next, sample, state)
  return mayRise(ladder.rung, state) ? rise(next, sample) : next
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
  if (forPictures !== null && forPictures < needOf[rung] * 0.6) return 'bad'
  if (flapping || concealment > 0.08 || loss > 0.12 || (roundTrip ?? 0) > chokedFrom) return 'bad'
  const loose = forPictures === null || forPictures > needOf[rung] * 1.1
  return loose && !strained && loss < 0.08 && concealment < 0.04 && (roundTrip ?? 0) < 900 ? 'good' : 'fair'
}

function fall(ladder: Ladder, sample: LineSample, state: 'bad' | 'broken'): Ladder {
  const { at } = sample
  const bad = at - (ladder.badSince ?? at)
  const lowest: Rung = ladder.keepsPicture ? 'small' : 'sound'
  if (!below(lowest, ladder.rung) || bad < (state === 'broken' ? patienceWithBroken : patienceWithBad)) return ladder
  if (state === 'bad' && ladder.changes.length >= mostChangesPerMinute) return ladder
  const fits = fittingRung(sample)
  const one = step(ladder.rung, 1)
  const wanted = below(fits, one) ? fits : one
  const hasty = ladder.climbedAt !== null && at - ladder.climbedAt < climbHoldsAfter
  const patience = hasty ? Math.min(longestPatience, ladder.patience * 2) : ladder.patience
  return moved({ ...ladder, patience, climbedAt: null }, below(wanted, lowest) ? lowest : wanted, at)
}

function rise(ladder: Ladder, { at, available, sound }: LineSample): Ladder {
  // A climb that has held for long has earned the line its first credit back.
  const held = ladder.climbedAt !== null && at - ladder.climbedAt > longestPatience
  const patience = held ? firstPatience : ladder.patience
  const stays = { ...ladder, patience }
  const good = at - (ladder.goodSince ?? at)
  const enough = ladder.rung === 'sound' && patience === firstPatience ? patienceWithoutPicture : patience
  const spent = ladder.changes.length >= mostChangesPerMinute
  if (ladder.rung === 'full' || good < enough || (spent && !mayRescue(stays, at))) return stays
  // From stills or sound a small picture is the next thing worth trying: a still a second proves little of the line.
  const target = below(ladder.rung, 'small') ? 'small' : step(ladder.rung, -1)
  // An estimate cannot exceed what is sent by much, so it need not reach the next rung; far below, the climb is hopeless.
  const hopeless = target !== 'small' && available !== null && available - sound < needOf[target] * 0.6
  return hopeless ? stays : { ...moved(stays, target, at), climbedAt: at, rescuedAt: spent ? at : ladder.rescuedAt }
}

/**
 * The fall of a line that broke down must not be charged to its return: the first climb back to a picture is free, once
 * a minute and only while no climb has failed. A line that stays bad has had its try and waits for the budget.
 */
const mayRescue = ({ rung, patience, rescuedAt }: Ladder, at: number): boolean =>
  below(rung, 'small') && patience === firstPatience && (rescuedAt === null || at - rescuedAt >= minute)

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

/** The highest rung that fits what the line is thought to carry; sound where not even that gets through. */
function fittingRung({ available, sound, loss, concealment }: LineSample): Rung {
  const least: Rung = concealment > 0.3 || loss > 0.4 ? 'sound' : 'full'
  const room = available === null ? Infinity : available - sound
  const fits = rungs.find((rung) => needOf[rung] <= Math.max(0, room)) ?? 'sound'
  return below(fits, least) ? fits : least
}

const step = (rung: Rung, by: 1 | -1): Rung => rungs[Math.min(rungs.length - 1, Math.max(0, rungs.indexOf(rung) + by))] ?? rung

/** Whether `a` shows less than `b`. */
export const below = (a: Rung, b: Rung): boolean => rungs.indexOf(a) > rungs.indexOf(b)
