'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { presentRecord } from '#web/features/record/present-record.ts'
import { RecordSheet } from '#web/features/record/record-sheet.tsx'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Draws what the other hospital would see; its pictures come from the own record, as nothing has been sent yet. */
export const previewSnapshot = action({
  input: z.object({
    case: caseId,
    selection: z.object({
      excluded: z.array(z.string().max(64)).max(5_000).readonly(),
      released: z.array(z.object({ item: z.string().max(64), reason: z.string().max(500) })).max(500).readonly(),
    }),
  }),
  run: (viewer, input) => portal().previewSnapshot(viewer.actor, input),
  present: ({ record, withheld }) => ({
    withheld,
    sheet: <RecordSheet record={presentRecord(record, portal().clock())} imagesAt={`/api/patients/${record.patient.id}/dicomweb`} />,
  }),
})
