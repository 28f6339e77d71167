'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const appointment = z.object({ case: caseId, startsAt: z.iso.datetime().transform((raw) => new Date(raw)), durationMinutes: z.int().min(10).max(480) })

/** Who of a session's people is expected elsewhere at another time, and whether that is a holiday. */
export const weighMove = action({
  input: appointment,
  run: ({ actor }, input) => portal().weighSession(actor, input),
  present: ({ conflicts, people, holiday }) => ({
    holiday,
    conflicts: conflicts.map((one) => {
      const person = people.get(one.practitioner)
      return {
        name: person ? `${person.title} ${person.name}`.trim() : '—',
        startsAt: one.startsAt.toISOString(),
        at: 'title' in one ? one.title : one.caseCode,
        isMeeting: 'title' in one,
      }
    }),
  }),
})

/** Gives a booked session another time. */
export const moveSession = action({
  input: appointment,
  run: ({ actor }, input) => portal().scheduleSession(actor, input),
  present: () => null,
})
