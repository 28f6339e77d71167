'use server'

import { z } from 'zod'
import { caseId, practitionerId } from '#contract/ids.ts'
import { mostAssets } from '#core/asset/asset.ts'
import type { MeetingId } from '#core/meeting/meeting.ts'
import { cadences } from '#core/meeting/recurrence.ts'
import { brandId, type AssetId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const meetingId = z.uuid().transform((raw) => brandId<MeetingId>(raw))
const date = z.iso.date()
const hours = { startTime: z.string().max(5), durationMinutes: z.int().min(15).max(480) }
const scope = z.enum(['one', 'following', 'all'])
const plan = z.object({
  ...hours,
  title: z.string().max(200),
  chair: practitionerId,
  people: z.array(practitionerId).max(200),
  assets: z.array(z.uuid().transform((raw) => brandId<AssetId>(raw))).max(mostAssets),
  rule: z.object({ cadence: z.enum(cadences), startsOn: date, lastOn: date.nullable() }),
  onHoliday: z.enum(['skip', 'keep']),
})

/** The next days of a plan before it is saved: holidays, who is expected elsewhere, and which rooms are taken. */
export const foreseeMeeting = action({
  input: plan,
  run: ({ actor }, input) => portal().foreseeMeeting(actor, input),
  present: (days) => days.map(({ date: day, holiday, held, conflicts, taken, free }) => ({
    date: day, holiday, held, taken: taken.map(String), free: free.map(String),
    conflicts: conflicts.map((one) => ({ practitioner: String(one.practitioner), ...('title' in one ? { title: one.title } : { code: one.caseCode }) })),
  })),
})

export const planMeeting = action({
  input: plan,
  run: ({ actor }, input) => portal().planMeeting(actor, input),
  present: () => null,
})

export const moveMeeting = action({
  input: z.object({ ...hours, meeting: meetingId, on: date, scope, date }),
  run: ({ actor }, input) => portal().moveMeeting(actor, input),
  present: () => null,
})

export const cancelMeeting = action({
  input: z.object({ meeting: meetingId, on: date, scope }),
  run: ({ actor }, input) => portal().cancelMeeting(actor, input),
  present: () => null,
})

/** The patients of one day, in their order. */
export const planRound = action({
  input: z.object({ meeting: meetingId, on: date, patients: z.array(caseId).max(100), minutesEach: z.int() }),
  run: ({ actor }, input) => portal().planRound(actor, input),
  present: () => null,
})
