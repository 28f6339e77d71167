'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { transfers } from '#core/case/case.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const words = z.string().trim().max(5_000)

/** Withdraws a request before its session has started. */
export const cancelCase = action({
  input: z.object({ case: caseId, reason: words.min(1) }),
  run: (viewer, input) => portal().cancelCase(viewer.actor, input),
  present: (cancelled) => ({ status: cancelled.status }),
})

/** Masks whose case it is for a wide circle or a class, or names the patient again. */
export const maskIdentity = action({
  input: z.object({ case: caseId, masked: z.boolean() }),
  run: (viewer, input) => portal().maskIdentity(viewer.actor, input),
  present: (changed) => ({ masked: changed.masked === true }),
})

/** Says whether the advice will be followed. */
export const decideOnAdvice = action({
  input: z.object({ case: caseId, agreed: z.boolean(), reason: words }),
  run: (viewer, input) => portal().decideOnAdvice(viewer.actor, input),
  present: (decided) => ({ status: decided.status }),
})

/** Reports what was done with the advice, and closes the case. */
export const recordOutcome = action({
  input: z.object({ case: caseId, followed: z.boolean(), reason: words, result: words.min(1), transfer: z.enum(transfers) }),
  run: (viewer, input) => portal().recordOutcome(viewer.actor, input),
  present: (closed) => ({ status: closed.status }),
})
