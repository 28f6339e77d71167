'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { assetKinds, longestAssetName, longestAssetNote, mostAssets, mostSeats } from '#core/asset/asset.ts'
import type { AssetId, DepartmentId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { presentOffered } from '#web/server/present-offered.ts'
import { presentReserved } from './present-assets.ts'

const asset = z.uuid().transform((raw) => brandId<AssetId>(raw))
const description = {
  kind: z.enum(assetKinds),
  name: z.string().max(longestAssetName),
  seats: z.int().min(1).max(mostSeats).nullable(),
  department: z.uuid().transform((raw) => brandId<DepartmentId>(raw)).nullable(),
  note: z.string().max(longestAssetNote),
}

/** Takes a room or a piece of equipment into the hospital's list. */
export const addAsset = action({ input: z.object(description), personal: true, run: ({ actor }, input) => portal().addAsset(actor, input), present: () => null })

/** Describes it anew. */
export const changeAsset = action({ input: z.object({ ...description, asset }), personal: true, run: ({ actor }, input) => portal().changeAsset(actor, input), present: () => null })

/** What would lose it. */
export const foreseeOutOfService = action({
  input: z.object({ asset }),
  run: ({ actor }, input) => portal().foreseeOutOfService(actor, input.asset),
  present: (lost) => lost.map(presentReserved),
})

export const takeOutOfService = action({ input: z.object({ asset }), personal: true, run: ({ actor }, input) => portal().takeOutOfService(actor, input.asset), present: (lost) => ({ lost: lost.length }) })

export const returnToService = action({ input: z.object({ asset }), personal: true, run: ({ actor }, input) => portal().returnToService(actor, input.asset), present: () => null })

/** What of the own hospital's is free at the session's time. */
export const offerAssets = action({
  input: z.object({ case: caseId, startsAt: z.iso.datetime().transform((raw) => new Date(raw)), durationMinutes: z.int().min(10).max(1_440) }),
  run: ({ actor }, input) => portal().offerAssets(actor, input),
  present: presentOffered,
})

/** The own hospital's rooms and equipment for a booked session. */
export const reserveAssets = action({
  input: z.object({ case: caseId, assets: z.array(asset).max(mostAssets) }),
  run: ({ actor }, input) => portal().reserveAssets(actor, input),
  present: () => null,
})
