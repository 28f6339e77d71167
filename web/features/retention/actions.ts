'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { retentionKinds, type HoldId } from '#core/retention/retention.ts'
import { brandId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const reason = z.string().max(1_000)
const done = () => ({})

/** Says what kind of record a case is. */
export const setRetentionKind = action({
  input: z.object({ case: caseId, kind: z.enum(retentionKinds) }),
  run: (viewer, input) => portal().setRetentionKind(viewer.actor, input),
  present: done,
})

/** Confirms that a listed record has passed its time. */
export const releaseRecord = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().releaseRecord(viewer.actor, input),
  present: done,
})

/** Forbids that anything of a case be disposed of. */
export const placeHold = action({
  input: z.object({ case: caseId, reason }),
  run: (viewer, input) => portal().placeHold(viewer.actor, input),
  present: done,
})

/** Lifts a hold of the own hospital. */
export const liftHold = action({
  input: z.object({ case: caseId, hold: z.uuid().transform((raw) => brandId<HoldId>(raw)), reason }),
  run: (viewer, input) => portal().liftHold(viewer.actor, input),
  present: done,
})
