import type { Instant } from '#core/minutes/form.ts'
import { spokenAge, type PlainDate, type SpokenAge } from '#core/record/patient.ts'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
})

interface WallClock {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly second: string
}

/** The parts of a moment as a Vietnamese wall clock shows them; a form is read where the patient lies. */
export function wallClock(at: Date | Instant): WallClock {
  const found = new Map(parts.formatToParts(new Date(at)).map((part) => [part.type, part.value] as const))
  const part = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? ''
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second') }
}

/** `21/11/2026`. */
export function printDay(at: Date | Instant): string {
  const { day, month, year } = wallClock(at)
  return `${day}/${month}/${year}`
}

/** `14:05:09`. */
export function printClock(at: Date | Instant): string {
  const { hour, minute, second } = wallClock(at)
  return `${hour}:${minute}:${second}`
}

/** `14 giờ 05 phút, ngày 21/11/2026`, as form 27/BV2 words it. */
export function printHour(at: Date | Instant): string {
  const { hour, minute } = wallClock(at)
  return `${hour} giờ ${minute} phút, ngày ${printDay(at)}`
}

/** `Ngày 21 tháng 11 năm 2026`. */
export function printLongDay(at: Date | Instant): string {
  const { day, month, year } = wallClock(at)
  return `Ngày ${day} tháng ${month} năm ${year}`
}

/** A calendar date without a zone as `14/03/1959`. */
export const printPlainDate = (date: PlainDate): string => date.split('-').reverse().join('/')

const ageUnits = { days: ' ngày', months: ' tháng', years: '' } as const satisfies Record<SpokenAge['unit'], string>

/** The age on the day of a moment, as a form that asks for “Tuổi” takes it: `67`, but `20 tháng` and `3 ngày`; null where nobody knows the birth date. */
export function printAge(birthDate: PlainDate | null, at: Instant): string | null {
  const { year, month, day } = wallClock(at)
  const age = spokenAge(birthDate, new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))))
  return age === null ? null : `${age.value}${ageUnits[age.unit]}`
}
