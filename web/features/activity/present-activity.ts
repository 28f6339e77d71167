import { getLocale, getTranslations } from 'next-intl/server'
import type { Share, Spread } from '#core/activity/figures.ts'
import { formatNumber } from '#web/ui/format-number.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const hundred = 100

/** How figures of activity are written: durations in the unit that reads best, shares in per cent, a dash for nothing. */
export interface FigureWords {
  readonly wait: (milliseconds: number) => string
  readonly half: (spread: Spread | null) => string
  readonly share: (share: Share) => string
  readonly number: (value: number, digits?: number) => string
}

/** The words for the viewer's language. */
export async function figureWords(): Promise<FigureWords> {
  const [t, locale] = await Promise.all([getTranslations('activity.unit'), getLocale()])
  const number = (value: number, digits = 1): string => formatNumber(value, locale, digits)
  const wait = (milliseconds: number): string => {
    if (milliseconds < minute) return t('underMinute')
    if (milliseconds < 2 * hour) return t('minutes', { value: number(milliseconds / minute, milliseconds < 10 * minute ? 1 : 0) })
    return milliseconds < 2 * day ? t('hours', { value: number(milliseconds / hour) }) : t('days', { value: number(milliseconds / day) })
  }
  return {
    number,
    wait,
    half: (spread) => (spread === null ? '–' : wait(spread.p50)),
    share: ({ of, done }) => (of === 0 ? '–' : `${number((done / of) * hundred, 0)}%`),
  }
}
