import { describe, expect, it } from 'vitest'
import { readNoticeAnswer } from './notice-answer.ts'
import { newNotices, type NoticeFacts } from './notice-board.ts'

const notice = (id: string, isRead = false): NoticeFacts => ({
  id, kind: 'case.submitted', caseId: 'c', caseCode: 'HC-0001', at: '2026-11-21T02:00:00.000Z', isRead,
})

describe('new notices', () => {
  it('are those that were not there before and are unread', () => {
    const before = { unread: 1, latest: [notice('a')] }
    expect(newNotices(before, { unread: 2, latest: [notice('c', true), notice('b'), notice('a')] })).toEqual([notice('b')])
  })

  it('are none at the first look, so that opening the portal is quiet', () => {
    expect(newNotices(undefined, { unread: 1, latest: [notice('a')] })).toEqual([])
  })

  it('arrive as a board or not at all', () => {
    expect(() => readNoticeAnswer({ ok: true, value: { unread: 1, latest: [{ ...notice('a'), kind: 'made-up' }] } })).toThrow()
    expect(readNoticeAnswer({ ok: true, value: { unread: 1, latest: [notice('a')] } }).unread).toBe(1)
  })
})
