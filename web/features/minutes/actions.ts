'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { presentSigning } from './present-signing.ts'

const version = z.int().positive()
const pin = z.string().min(1).max(64)

/** A single-use ticket to the shared document; asked again at every reconnection. */
export const issueMinutesTicket = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().issueMinutesTicket(viewer.actor, { ...input, name: viewer.person.name }),
  present: (ticket) => ({ ticket }),
})

/** The chair closes the draft; the PDF is made next. */
export const freezeMinutes = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().freezeMinutes(viewer.actor, input),
  present: (minutes) => ({ version: minutes.version }),
})

/** Where signing stands now. */
export const viewSigning = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().viewMinutes(viewer.actor, input),
  present: (history, viewer) => presentSigning(history, viewer.actor),
})

/** One signature under the signer's PIN, upon the version that was seen. */
export const signMinutes = action({
  personal: true,
  input: z.object({ case: caseId, version, pin }),
  run: (viewer, input) => portal().signMinutes(viewer.actor, input),
  present: (minutes) => ({ status: minutes.status }),
})

/** Sends the minutes back with a reason. */
export const returnMinutes = action({
  input: z.object({ case: caseId, version, reason: z.string().max(2_000) }),
  run: (viewer, input) => portal().returnMinutes(viewer.actor, input),
  present: (draft) => ({ version: draft.version }),
})

/** Begins an addendum to filed minutes. */
export const amendMinutes = action({
  input: z.object({ case: caseId, reason: z.string().max(2_000) }),
  run: (viewer, input) => portal().amendMinutes(viewer.actor, input),
  present: (draft) => ({ version: draft.version }),
})

/** Makes the person's signing key, certified by the hospital acted for. */
export const issueSigningKey = action({
  personal: true,
  input: z.object({ pin }),
  run: (viewer, input) =>
    portal().issueSigningKey(viewer.actor, {
      practitioner: { id: viewer.actor.practitioner, name: viewer.person.name },
      organization: { id: viewer.membership.organization.id, name: viewer.membership.organization.name },
      pin: input.pin,
    }),
  present: ({ serial }) => ({ serial }),
})

/** Registers a certificate that lies on the hospital's token or with a remote signing service. */
export const registerOutsideKey = action({
  personal: true,
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('pkcs11'), token: z.string().regex(/^[^-\u0000-\u001f][^\u0000-\u001f]{0,63}$/), key: z.string().regex(/^(?:[0-9A-Fa-f]{2}){1,32}$/) }),
    z.object({ kind: z.literal('csc'), credential: z.string().min(1).max(200) }),
  ]),
  run: (viewer, place) =>
    portal().registerOutsideKey(viewer.actor, { practitioner: { id: viewer.actor.practitioner, name: viewer.person.name }, organization: viewer.actor.organization, place }),
  present: ({ serial }) => ({ serial }),
})
