'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { sectionKeys } from '#core/minutes/document.ts'
import { remarkKinds, settlements } from '#core/minutes/remarks.ts'
import { brandId, type RemarkId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { presentRemark } from './present-remark.ts'

const words = z.string().max(4_000)

/** Everything said about the draft. */
export const listRemarks = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().listRemarks(viewer.actor, input),
  present: (remarks, viewer) => remarks.map((one) => presentRemark(one, viewer.actor)),
})

/** A comment, a proposed wording, or a dissent. */
export const addRemark = action({
  input: z.object({
    case: caseId,
    kind: z.enum(remarkKinds),
    section: z.enum(sectionKeys),
    question: z.string().max(100).nullable(),
    anchor: z.object({ from: z.string().max(1_000), to: z.string().max(1_000) }).nullable(),
    quote: words,
    text: words,
  }),
  run: (viewer, input) => portal().addRemark(viewer.actor, { ...input, authorName: viewer.person.name }),
  present: (remark) => ({ id: remark.id }),
})

/** Settles a remark once. */
export const settleRemark = action({
  input: z.object({ case: caseId, remark: z.uuid().transform((raw) => brandId<RemarkId>(raw)), as: z.enum(settlements) }),
  run: (viewer, input) => portal().settleRemark(viewer.actor, input),
  present: (remark) => ({ id: remark.id }),
})

/** The pictures kept with the case, for the editor to insert. */
export const listFrames = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().listFrames(viewer.actor, input),
  present: (frames) => frames.map(({ kind, title, sha256, takenAt }) => ({ kind, title, sha256, takenAt: takenAt.toISOString() })),
})
