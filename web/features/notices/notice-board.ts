import type { NoticeBoard } from '#core/case/read-notices.ts'
import type { NoticeBoardFacts } from './notice-answer.ts'

export type NoticeFacts = NoticeBoardFacts['latest'][number]

/** Reduces the board to what may leave the server. */
export const presentBoard = ({ unread, latest }: NoticeBoard): NoticeBoardFacts => ({
  unread,
  latest: latest.map(({ id, kind, case: caseId, caseCode, at, readAt }) => ({ id, kind, caseId, caseCode, at: at.toISOString(), isRead: readAt !== null })),
})

/** Unread notices that were not there before, newest first; none while nothing was known before. */
export function newNotices(before: NoticeBoardFacts | undefined, now: NoticeBoardFacts): readonly NoticeFacts[] {
  if (before === undefined) return []
  const known = new Set(before.latest.map((one) => one.id))
  return now.latest.filter((one) => !one.isRead && !known.has(one.id))
}
