export const locales = ['vi', 'en'] as const
export type Locale = (typeof locales)[number]

/** Vietnamese is the first language of every screen. */
export const defaultLocale: Locale = 'vi'

export const localeCookie = 'lv-locale'
export const timeZoneCookie = 'lv-time-zone'
export const defaultTimeZone = 'Asia/Ho_Chi_Minh'

/** The locale a cookie or a form names, or Vietnamese if it names none of ours. */
export const toLocale = (raw: string | undefined): Locale => (raw === 'en' ? 'en' : defaultLocale)

/** The IANA zone a cookie names, or Vietnam's if the runtime does not know it. */
export function toTimeZone(raw: string | undefined): string {
  if (raw === undefined) return defaultTimeZone
  try {
    return new Intl.DateTimeFormat('en', { timeZone: raw }).resolvedOptions().timeZone
  } catch {
    return defaultTimeZone
  }
}
