import { z } from 'zod'
import { ok } from '#core/shared/result.ts'
import { presentBoard } from '#web/features/notices/notice-board.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** The viewer's latest notices and how many are unread. */
export const GET = route({
  input: z.object({}),
  run: async ({ actor }) => ok(await portal().readNotices(actor)),
  present: presentBoard,
})
