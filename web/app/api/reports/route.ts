import { getTimeZone } from 'next-intl/server'
import { z } from 'zod'
import { periods, readActivityChoice, sides, windowOf } from '#web/features/activity/activity-choice.ts'
import { ok } from '#core/shared/result.ts'
import { activitySheet } from '#web/features/activity/activity-sheet.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'
import { toWallTime } from '#web/ui/zoned-time.ts'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const GET = route({
  input: z.object({ period: z.enum(periods), from: z.string(), side: z.enum(sides) }),
  run: async ({ actor, membership }, input) => {
    const timeZone = await getTimeZone()
    const choice = readActivityChoice(input, toWallTime(portal().clock(), timeZone).date)
    const found = await portal().viewActivity(actor, { window: windowOf(choice, timeZone), side: choice.side })
    return found.ok ? ok({ activity: found.value, choice, hospital: membership.organization.name }) : found
  },
  present: async (reported) =>
    new Response(new Uint8Array(await activitySheet(reported)), {
      headers: { 'Content-Type': workbook, 'Content-Disposition': 'attachment; filename="bao-cao-hoi-chan.xlsx"', 'Cache-Control': 'no-store' },
    }),
})
