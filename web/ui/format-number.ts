/** A number as Vietnamese readers write it (1.234,5), or in English; at most `digits` decimals. */
export const formatNumber = (value: number, locale: string, digits = 1): string =>
  new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits }).format(value)

/** Hours, minutes and seconds of a duration in milliseconds: `04:09`, or `1:04:09` from an hour on. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

const collators = { vi: new Intl.Collator('vi'), en: new Intl.Collator('en') } as const

/** Orders texts as a Vietnamese index does: An, Ăn, Ấn, Dũng, Đa, Đỗ. */
export const compareTexts = (a: string, b: string, locale: 'vi' | 'en' = 'vi'): number => collators[locale].compare(a, b)
