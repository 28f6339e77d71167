import { expect, test } from 'vitest'
import { passwordLink, wordsOfLetter } from './account-letters.ts'

const origin = 'https://hoichan.example'
const link = { secret: 'abcDEF123', until: new Date('2026-11-29T02:30:00Z') }

test('a letter has the hospital, the way to a password and its end, in the language of the person', () => {
  const { subject, text } = wordsOfLetter({ about: 'invitation', hospital: 'Bệnh viện Ba Lăng', language: 'vi', link }, origin)
  expect(subject).toBe('Liên Viện: lời mời mở tài khoản')
  expect(text).toContain('Bệnh viện Ba Lăng mời anh/chị')
  expect(text).toContain(`${origin}/sign-in/new-password#abcDEF123`)
  expect(text).toMatch(/09:30.*29 tháng 11|29 tháng 11.*09:30/)
  expect(wordsOfLetter({ about: 'password-reset', hospital: 'Ba Lăng', language: 'en', link }, origin).text).toMatch(/works once, until 29 November 2026/)
})

test('the secret stands where no server and no log sees it', () => {
  const { pathname, search, hash } = new URL(passwordLink(origin, link.secret))
  expect([pathname, search, hash]).toEqual(['/sign-in/new-password', '', '#abcDEF123'])
})

test('a letter that only tells leads to the sign-in, and has no secret', () => {
  for (const language of ['vi', 'en'] as const) {
    for (const about of ['factors-reset', 'password-set'] as const) expect(wordsOfLetter({ about, hospital: 'Ba Lăng', language }, origin).text).toContain(`${origin}/sign-in\n`)
  }
})
