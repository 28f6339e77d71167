'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { mostAssets } from '#core/asset/asset.ts'
import { brandId, type AssetId } from '#core/shared/ids.ts'
import { ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { presentOffered } from '#web/server/present-offered.ts'

const appointment = z.object({ case: caseId, startsAt: z.iso.datetime().transform((raw) => new Date(raw)), durationMinutes: z.int().min(10).max(480) })

/** Who of a session's people is expected elsewhere at another time, which rooms are free then, and whether that is a holiday. */
export const weighMove = action({
  input: appointment,
  run: async ({ actor }, input) => {
    const weighed = await portal().weighSession(actor, input)
    if (!weighed.ok) return weighed
    const offered = await portal().offerAssets(actor, input)
    return offered.ok ? ok({ ...weighed.value, offered: offered.value }) : offered
  },
  present: ({ conflicts, people, holiday, offered }) => ({
    holiday,
    offered: presentOffered(offered),
    conflicts: conflicts.map((one) => {
      const person = people.get(one.practitioner)
      return {
        name: person ? `${person.title} ${person.name}`.trim() : '—',
        startsAt: one.startsAt.toISOString(),
        at: 'title' in one ? one.title : one.caseCode,
        isMeeting: 'title' in one,
      }
    }),
  }),
})

/** Gives a booked session another time, and the rooms for it. */
export const moveSession = action({
  input: appointment.extend({ assets: z.array(z.uuid().transform((raw) => brandId<AssetId>(raw))).max(mostAssets).optional() }),
  run: ({ actor }, { assets, ...input }) => portal().scheduleSession(actor, { ...input, ...(assets !== undefined && { assets }) }),
  present: () => null,
})
