import * as z from 'zod/mini'
import { noticeKinds } from '#core/case/notice.ts'

/** What the bell is told: kinds, case codes and times; nothing of a patient. A notice about a hospital has no case. */
const noticeBoard = z.object({
  unread: z.int().check(z.nonnegative()),
  latest: z.array(
    z.object({ id: z.string(), kind: z.enum(noticeKinds), caseId: z.nullable(z.string()), caseCode: z.string(), at: z.iso.datetime(), isRead: z.boolean() }),
  ),
})
export type NoticeBoardFacts = z.output<typeof noticeBoard>

const answer = z.object({ ok: z.literal(true), value: noticeBoard })

/** Reads the server's answer; throws where it is another. */
export const readNoticeAnswer = (json: unknown): NoticeBoardFacts => answer.parse(json).value
