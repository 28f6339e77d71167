import * as z from 'zod/mini'
import { noticeKinds } from '#core/case/notice.ts'
import type { NoticeBoard } from '#core/case/read-notices.ts'

/** What the bell is told: kinds, case codes and times; nothing of a patient. A notice about a hospital has no case. */
export const noticeBoard = z.object({
  unread: z.int().check(z.nonnegative()),
  latest: z.array(
    z.object({ id: z.string(), kind: z.enum(noticeKinds), caseId: z.nullable(z.string()), caseCode: z.string(), at: z.iso.datetime(), isRead: z.boolean() }),
  ),
})
export type NoticeBoardFacts = z.output<typeof noticeBoard>
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
