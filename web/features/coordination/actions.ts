'use server'

import { z } from 'zod'
import { caseId, organizationId, practitionerId } from '#contract/ids.ts'
import { memberParts, type ConsultCase } from '#core/case/case.ts'
import { mostAssets } from '#core/asset/asset.ts'
import { brandId, type AssetId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { presentOffered } from '#web/server/present-offered.ts'

const sentence = z.string().trim().min(1).max(2_000)
const team = z.array(z.object({ practitioner: practitionerId, organization: organizationId, part: z.enum(memberParts) })).max(30)
const appointment = { startsAt: z.iso.datetime().transform((raw) => new Date(raw)), durationMinutes: z.int().min(10).max(480) }
const assets = z.array(z.uuid().transform((raw) => brandId<AssetId>(raw))).max(mostAssets).optional()
/** An input that names no assets leaves them as they are. */
const withAssets = <Rest extends object>({ assets: chosen, ...rest }: Rest & { readonly assets?: readonly AssetId[] | undefined }) => ({ ...rest, ...(chosen !== undefined && { assets: chosen }) })
const present = ({ status }: ConsultCase) => ({ status })

/** The coordinator takes a case in hand. */
export const takeInHand = action({ input: z.object({ case: caseId }), run: ({ actor }, input) => portal().takeInHand(actor, input), present })

/** The coordinator asks the treating doctor for what is missing. */
export const askForMore = action({
  input: z.object({ case: caseId, text: sentence }),
  run: ({ actor }, input) => portal().askForMore(actor, input),
  present,
})

/** The coordinator declines the case. */
export const rejectCase = action({
  input: z.object({ case: caseId, reason: sentence, suggestion: sentence }),
  run: ({ actor }, input) => portal().rejectCase(actor, input),
  present,
})

/** The coordinator names or changes the team. */
export const assignTeam = action({
  input: z.object({ case: caseId, team }),
  run: ({ actor }, input) => portal().assignTeam(actor, input),
  present,
})

/** The coordinator books the session or moves it. */
export const scheduleSession = action({
  input: z.object({ case: caseId, assets, ...appointment }),
  run: ({ actor }, input) => portal().scheduleSession(actor, withAssets(input)),
  present,
})

/** Names the team and books the session in one go: two verbs, so that a refused booking leaves the invitations standing. */
export const planSession = action({
  input: z.object({ case: caseId, team, assets, ...appointment }),
  run: async ({ actor }, { case: id, team: proposals, ...booking }) => {
    const assigned = await portal().assignTeam(actor, { case: id, team: proposals })
    return assigned.ok ? portal().scheduleSession(actor, withAssets({ ...booking, case: id })) : assigned
  },
  present,
})

/** The coordinator hands the case to a colleague, or takes it over. */
export const handOver = action({
  input: z.object({ case: caseId, to: practitionerId, note: z.string().max(2_000) }),
  run: ({ actor }, input) => portal().handOver(actor, input),
  present: (moved) => ({ waits: moved.handover !== undefined }),
})

/** The colleague takes it, or leaves it. */
export const answerHandover = action({
  input: z.object({ case: caseId, accepts: z.boolean() }),
  run: ({ actor }, input) => portal().answerHandover(actor, input),
  present,
})

/** What was offered is taken back. */
export const withdrawHandover = action({ input: z.object({ case: caseId }), run: ({ actor }, input) => portal().withdrawHandover(actor, input), present })

/** Who of the people has another session at the same time. */
export const findConflicts = action({
  input: z.object({ case: caseId, people: z.array(practitionerId).max(30), ...appointment }),
  run: ({ actor }, input) => portal().findConflicts(actor, input),
  present: (conflicts) => conflicts.map(({ practitioner, caseCode, startsAt }) => ({ practitioner, caseCode, startsAt: startsAt.toISOString() })),
})

/** What of the hospital's rooms and equipment is free at that time. */
export const offerAssets = action({
  input: z.object({ case: caseId, ...appointment }),
  run: ({ actor }, input) => portal().offerAssets(actor, input),
  present: presentOffered,
})

/** An invited person accepts or declines. */
export const answerInvitation = action({
  input: z.object({
    case: caseId,
    answer: z.discriminatedUnion('reply', [
      z.object({ reply: z.literal('accepted') }),
      z.object({ reply: z.literal('declined'), reason: sentence }),
    ]),
  }),
  run: ({ actor }, input) => portal().answerInvitation(actor, input),
  present,
})
