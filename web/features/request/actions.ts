'use server'

import { z } from 'zod'
import { consultKinds } from '#core/case/case.ts'
import { urgencies } from '#core/case/urgency.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import { isNamed } from '#core/record/legal-basis.ts'
import { ok } from '#core/shared/result.ts'
import { caseId, organizationId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { groundOf, requestOf } from './request-draft.ts'

const text = z.string().max(20_000)
const selection = z.object({
  excluded: z.array(z.string().max(64)).max(5_000).readonly(),
  released: z.array(z.object({ item: z.string().max(64), reason: z.string().max(500) })).max(500).readonly(),
})
const draft = z.object({
  kind: z.enum(consultKinds),
  urgency: z.enum(urgencies),
  specialty: z.enum(specialtyCodes),
  hub: organizationId,
  questions: z.array(z.object({ id: z.string().max(16), text: z.string().max(2_000) })).max(30).readonly(),
  course: text,
  currentCondition: text,
  provisionalDiagnosis: text,
  selection,
  basis: z.object({ kind: z.enum(['written-request', 'emergency', 'other']), text: z.string().max(1_000) }),
})

/** Saves a draft as it is typed; the legal basis joins it once it is named. */
export const saveRequest = action({
  input: z.object({ case: caseId, revision: z.int(), draft, withBasis: z.boolean() }),
  run: async (viewer, input) => {
    const edited = await portal().editRequest(viewer.actor, {
      case: input.case, revision: input.revision, request: requestOf(input.draft), consultingOrganization: input.draft.hub,
    })
    if (!edited.ok) return edited
    const ground = groundOf(input.draft.basis)
    if (!input.withBasis || !isNamed(ground)) return ok({ revision: edited.value.revision + 1 })
    const based = await portal().recordLegalBasis(viewer.actor, { case: input.case, ground })
    return based.ok ? ok({ revision: based.value.revision + 1 }) : based
  },
  present: ({ revision }) => ({ revision, at: portal().clock().toISOString() }),
})

/** Freezes what goes along and sends the saved draft to the hub's coordinators. */
export const sendRequest = action({
  input: z.object({ case: caseId, selection }),
  run: async (viewer, input) => {
    const taken = await portal().takeSnapshot(viewer.actor, input)
    return taken.ok ? portal().submitRequest(viewer.actor, { case: input.case }) : taken
  },
  present: (sent) => ({ id: sent.id }),
})

/** Answers the coordinator with the rewritten request and a newly frozen record. */
export const sendAnswer = action({
  input: z.object({ case: caseId, draft }),
  run: async (viewer, input) => {
    const taken = await portal().takeSnapshot(viewer.actor, { case: input.case, selection: input.draft.selection })
    return taken.ok ? portal().answerAsk(viewer.actor, { case: input.case, request: requestOf(input.draft) }) : taken
  },
  present: (answered) => ({ id: answered.id }),
})
