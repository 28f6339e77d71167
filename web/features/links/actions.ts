'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { organizationId } from '#contract/ids.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import type { LinkContractId } from '#core/link/link-contract.ts'
import { plusDays } from '#core/meeting/recurrence.ts'
import { brandId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { hospitalClock } from '#web/server/hospital-clock.ts'

const contractId = z.uuid().transform((raw) => brandId<LinkContractId>(raw))
const startOf = (date: string): Date => hospitalClock.momentOf(date, '00:00')

/** Hospitals by a part of their name, for the choice of the other side. */
export const findHospitals = action({
  input: z.object({ text: z.string().trim().max(100) }),
  run: ({ actor }, { text }) => portal().findHospitals(actor, text),
  present: (found) => found.map(({ id, name, facilityCode, address }) => ({ value: String(id), label: name, hint: [facilityCode, address].filter((one) => one !== '').join(' · ') })),
})

/** Proposes a contract, from the first day to the end of the last one on the hospitals' clock. */
export const proposeLink = action({
  personal: true,
  input: z.object({
    hub: organizationId,
    satellite: organizationId,
    specialties: z.array(z.enum(specialtyCodes)).max(specialtyCodes.length),
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    number: z.string().trim().max(100),
    duties: z.string().trim().max(4_000),
    cost: z.string().trim().max(1_000),
  }),
  run: async ({ actor }, { firstDay, lastDay, ...rest }) => {
    const specialties = specialtyCodes.filter((code) => rest.specialties.includes(code))
    const done = await portal().proposeLink(actor, { ...rest, specialties, validFrom: startOf(firstDay), validUntil: startOf(plusDays(lastDay, 1)) })
    revalidatePath('/links')
    return done
  },
  present: () => null,
})

/** Accepts, declines or takes back a proposal. */
export const answerLink = action({
  personal: true,
  input: z.object({ contract: contractId, answer: z.enum(['accepted', 'declined', 'withdrawn']) }),
  run: async ({ actor }, input) => {
    const done = await portal().answerLink(actor, input)
    revalidatePath('/links')
    return done
  },
  present: () => null,
})

/** Ends a link before its time. */
export const endLink = action({
  personal: true,
  input: z.object({ hub: organizationId, satellite: organizationId, validFrom: z.iso.datetime().transform((raw) => new Date(raw)), reason: z.string().trim().max(2_000) }),
  run: async ({ actor }, input) => {
    const done = await portal().endLink(actor, input)
    revalidatePath('/links')
    return done
  },
  present: () => null,
})
