'use server'

import { z } from 'zod'
import { destinationKinds, type DeliveryId, type DestinationId } from '#core/filing/filing.ts'
import { brandId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const delivery = z.uuid().transform((raw) => brandId<DeliveryId>(raw))
const short = z.string().trim().max(200)

/** Names a system that signed minutes are sent to, or changes one; an empty token leaves the kept one as it is. */
export const saveDestination = action({
  input: z.object({
    id: z.uuid().transform((raw) => brandId<DestinationId>(raw)).nullable(), kind: z.enum(destinationKinds), name: short.min(1), address: short.min(1),
    application: short, facility: short, active: z.boolean(), token: z.string().max(4_000),
  }),
  run: (viewer, input) => portal().saveDestination(viewer.actor, input),
  present: ({ id }) => ({ id }),
})

/** Sends a dead delivery again. */
export const sendAgain = action({
  input: z.object({ id: delivery }),
  run: (viewer, { id }) => portal().sendAgain(viewer.actor, id),
  present: ({ status }) => ({ status }),
})

/** Notes that a dead delivery was filed by hand. */
export const settleByHand = action({
  input: z.object({ id: delivery, note: z.string().max(500) }),
  run: (viewer, input) => portal().settleByHand(viewer.actor, input),
  present: ({ status }) => ({ status }),
})
