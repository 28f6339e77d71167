import type { NoticeKind } from '#core/case/notice.ts'
import type { PractitionerId } from '#core/shared/ids.ts'

/** What a person may choose about, apart from emergencies, which nobody can turn off where they gave an address. */
export const topics = ['cases', 'invitations', 'minutes', 'outcomes'] as const
export type Topic = (typeof topics)[number]

/** The ways to reach somebody who has no page open. */
export const channels = ['push', 'mail'] as const
export type Channel = (typeof channels)[number]

/** Hours in which only an emergency reaches a person, in minutes of the day; they may run over midnight. */
export interface QuietHours {
  readonly from: number
  readonly until: number
}

export interface NotifyPreference {
  readonly practitioner: PractitionerId
  /** Where mail goes; null for none. */
  readonly mailTo: string | null
  readonly topics: Readonly<Record<Channel, readonly Topic[]>>
  readonly quiet: QuietHours | null
  /** At which minute of the day what can wait is told all at once; null where each is told by itself. */
  readonly digestAt: number | null
  readonly timeZone: string
  readonly language: 'vi' | 'en'
}

/** Until a person chooses: no mail, and on machines where push is turned on what waits for an answer of theirs. */
export const defaultPreference = (practitioner: PractitionerId): NotifyPreference => ({
  practitioner, mailTo: null, topics: { push: ['invitations', 'minutes'], mail: ['invitations', 'minutes'] }, quiet: null, digestAt: null, timeZone: 'Asia/Ho_Chi_Minh', language: 'vi',
})

/** Under which topic a notice stands. */
export function topicOf(kind: NoticeKind): Topic {
  // Whoever is told of an hour is told that it is free again.
  if (kind === 'case.cancelled') return 'invitations'
  const [area] = kind.split('.')
  switch (area) {
    case 'invitation':
    case 'session':
    case 'meeting':
    case 'round':
      return 'invitations'
    case 'minutes':
    case 'filing':
      return 'minutes'
    case 'outcome':
    case 'advice':
      return 'outcomes'
    default:
      return 'cases'
  }
}

const dayMinutes = 24 * 60

/** The minute of the day in a zone, 0 to 1439. */
export function minuteOfDay(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value ?? 0)
  return part('hour') * 60 + part('minute')
}

/** When a person may be told what is no emergency: now, or the end of their quiet hours. */
export function tellFrom({ quiet, timeZone }: Pick<NotifyPreference, 'quiet' | 'timeZone'>, now: Date): Date {
  if (quiet === null || quiet.from === quiet.until) return now
  const minute = minuteOfDay(now, timeZone)
  const inside = quiet.from < quiet.until ? minute >= quiet.from && minute < quiet.until : minute >= quiet.from || minute < quiet.until
  if (!inside) return now
  const left = (quiet.until - minute + dayMinutes) % dayMinutes
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + left * 60_000)
}

/** When a person's next digest is due; null where they want none. */
export function digestFrom({ digestAt, timeZone }: Pick<NotifyPreference, 'digestAt' | 'timeZone'>, now: Date): Date | null {
  if (digestAt === null) return null
  const left = (digestAt - minuteOfDay(now, timeZone) + dayMinutes) % dayMinutes
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + left * 60_000)
}
