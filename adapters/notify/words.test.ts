import { expect, it } from 'vitest'
import { wordsOf } from './words.ts'

it('tells a digest by how many of what, in both languages', () => {
  const message = { about: 'digest', counts: [['minutes.to-sign', 2], ['outcome.due', 1]] } as const
  expect(wordsOf({ message, language: 'vi' })).toEqual({
    title: 'Liên Viện', body: 'Bạn có 3 việc chưa xem.', path: '/',
    lines: ['2 × Một biên bản hội chẩn chờ bạn ký.', '1 × Còn 2 ngày để báo kết quả một ca hội chẩn.'],
  })
  expect(wordsOf({ message: { about: 'digest', counts: [['outcome.due', 1]] }, language: 'en' }).body).toBe('1 notice waits for you.')
})
