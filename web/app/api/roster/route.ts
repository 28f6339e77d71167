import { getTimeZone } from 'next-intl/server'
import { z } from 'zod'
import { ok } from '#core/shared/result.ts'
import { weekOf } from '#web/features/roster/roster-week-choice.ts'
import { writeRosterCsv } from '#web/features/roster/roster-csv.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** A week of the own hospital's roster as CSV. */
export const GET = route({
  input: z.object({ week: z.string().optional() }),
  run: async ({ actor }, { week }) => {
    const timeZone = await getTimeZone()
    const { monday, window } = weekOf(week, portal().clock(), timeZone)
    return ok({ monday, text: writeRosterCsv(await portal().viewRoster(actor, window), timeZone) })
  },
  present: ({ monday, text }) =>
    new Response(text, {
      headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="lich-truc-${monday}.csv"`, 'Cache-Control': 'no-store' },
    }),
})
