import { describe, expect, it } from 'vitest'
import { formatMoment, type MomentFormat } from './format-moment.ts'

const newYear = new Date('2026-12-31T17:05:00Z')
const inVietnam = { locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh' }

describe('a moment on the viewer’s wall clock', () => {
  it.each<[MomentFormat, string]>([
    ['datetime', '01/01/2027 00:05'],
    ['date', '01/01/2027'],
    ['time', '00:05'],
    ['day-time', 'T6 01/01, 00:05'],
    ['long', '00:05, thứ sáu 01/01/2027'],
  ])('reads as %s', (format, expected) => {
    expect(formatMoment(newYear, format, inVietnam)).toBe(expected)
  })

  it('belongs to the viewer’s zone', () => {
    expect(formatMoment(newYear, 'datetime', { locale: 'en', timeZone: 'Europe/Paris' })).toBe('31/12/2026 18:05')
  })
})
