import type { PlainDate } from '#core/record/patient.ts'

/** A date of the Vietnamese lunar calendar. */
export interface LunarDate {
  readonly day: number
  readonly month: number
  /** Whether the month is the second of its number in that year. */
  readonly leap: boolean
}

const dayMs = 86_400_000
/** The Julian day of 1 January 1970. */
const epoch = 2_440_588
const meanMonth = 29.530588853
const firstMoon = 2_415_021.076998695
/** Vietnam's midnight decides on which day a new moon falls; China's, an hour earlier, does not (Tết 2007 and 2030 differ). */
const zone = 7 / 24
const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180)

const julian = (date: PlainDate): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs) + epoch

/** The Julian date of the k-th new moon since 1900 (J. Meeus, Astronomical Algorithms, in the short form that Vietnam's calendar is computed with). */
function newMoon(k: number): number {
  const t = k / 1_236.85
  const [t2, t3] = [t * t, t * t * t]
  const mean = 2_415_020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 + 0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2)
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3
  const correction =
    (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun) - 0.4068 * sine(moon) + 0.0161 * sine(2 * moon) - 0.0004 * sine(3 * moon) +
    0.0104 * sine(2 * node) - 0.0051 * sine(sun + moon) - 0.0074 * sine(sun - moon) + 0.0004 * sine(2 * node + sun) - 0.0004 * sine(2 * node - sun) -
    0.0006 * sine(2 * node + moon) + 0.001 * sine(2 * node - moon) + 0.0005 * sine(2 * moon + sun)
  return mean + correction - (-0.000278 + 0.000265 * t + 0.000262 * t2)
}

/** The day, in Vietnam, of the k-th new moon. */
const newMoonDay = (k: number): number => Math.floor(newMoon(k) + 0.5 + zone)

/** In which twelfth of its way the sun stands as the day begins in Vietnam: 9 from the winter solstice on. */
function sunSector(day: number): number {
  const t = (day - 0.5 - zone - 2_451_545) / 36_525
  const anomaly = 357.5291 + 35_999.0503 * t - 0.0001559 * t * t - 0.00000048 * t * t * t
  const longitude =
    280.46645 + 36_000.76983 * t + 0.0003032 * t * t + (1.9146 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.00029 * sine(3 * anomaly)
  return Math.floor((longitude - 360 * Math.floor(longitude / 360)) / 30)
}

/** The first day of the eleventh month, the one that holds the winter solstice. */
function eleventhMonth(year: number): number {
  const k = Math.floor((julian(`${String(year)}-12-31`) - 2_415_021) / meanMonth)
  const day = newMoonDay(k)
  return sunSector(day) >= 9 ? newMoonDay(k - 1) : day
}

/** How many months after the eleventh the leap month comes: the first in which the sun enters no new sector. */
function leapAfter(eleventh: number): number {
  const k = Math.floor((eleventh - firstMoon) / meanMonth + 0.5)
  let months = 1
  let before = -1
  for (let sector = sunSector(newMoonDay(k + months)); sector !== before && months < 14; sector = sunSector(newMoonDay(k + months))) {
    before = sector
    months += 1
  }
  return months - 1
}

/** The Vietnamese lunar date of a day. */
export function lunarDateOf(date: PlainDate): LunarDate {
  const day = julian(date)
  const year = Number(date.slice(0, 4))
  const k = Math.floor((day - firstMoon) / meanMonth)
  const next = newMoonDay(k + 1)
  const monthStart = next > day ? newMoonDay(k) : next
  const thisEleventh = eleventhMonth(year)
  const [from, until] = thisEleventh >= monthStart ? [eleventhMonth(year - 1), thisEleventh] : [thisEleventh, eleventhMonth(year + 1)]
  const since = Math.floor((monthStart - from) / 29)
  const leapAt = until - from > 365 ? leapAfter(from) : Infinity
  const month = since + (since >= leapAt ? 10 : 11)
  return { day: day - monthStart + 1, month: month > 12 ? month - 12 : month, leap: since === leapAt }
}
