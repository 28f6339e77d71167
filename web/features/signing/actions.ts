'use server'

import { z } from 'zod'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const pin = z.string().max(64)

/** Puts the own hospital's seal into use; its key is made here, or lies in the hospital's HSM or with a signing service. */
export const beginSeal = action({
  personal: true,
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('platform'), pin }),
    z.object({ kind: z.literal('pkcs11'), pin, token: z.string().regex(/^[^-\u0000-\u001f][^\u0000-\u001f]{0,63}$/), key: z.string().regex(/^(?:[0-9A-Fa-f]{2}){1,32}$/) }),
    z.object({ kind: z.literal('csc'), pin, credential: z.string().min(1).max(200) }),
  ]),
  run: (viewer, { pin: opener, ...place }) => portal().beginSeal(viewer.actor, { hospitalName: viewer.membership.organization.name, place, pin: opener }),
  present: ({ serial }) => ({ serial }),
})

/** Takes the own hospital's seal out of use. */
export const endSeal = action({
  personal: true,
  input: z.object({}),
  run: (viewer) => portal().endSeal(viewer.actor),
  present: () => ({}),
})
