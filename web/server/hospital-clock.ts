import type { HospitalClock } from '#core/meeting/ports.ts'
import { fromWallTime, toWallTime } from '#web/ui/zoned-time.ts'
import { defaultTimeZone } from './i18n/locale.ts'

/** Days and hours of a meeting are the hospital's, wherever the reader sits. */
export const hospitalClock: HospitalClock = {
  today: (now) => toWallTime(now, defaultTimeZone).date,
  momentOf: (date, time) => fromWallTime({ date, time }, defaultTimeZone) ?? new Date(NaN),
}
