'use server'

import { z } from 'zod'
import { caseId, practitionerId } from '#contract/ids.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import { sexes } from '#core/record/patient.ts'
import { ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** The one button: opens case, session and room, and starts the clock of the ladder. */
export const callEmergency = action({
  input: z.object({
    specialty: z.enum(specialtyCodes),
    ageYears: z.int().min(0).max(130).nullable(),
    sex: z.enum(sexes),
    line: z.string().max(300),
    callbackPhone: z.string().max(40),
    pressedAgo: z.number().min(0).max(3_600_000),
  }),
  run: ({ actor }, input) => portal().callEmergency(actor, input),
  present: (call) => ({ caseId: String(call.case) }),
})

/** The number that the form begins with. */
export const readOwnPhone = action({
  input: z.object({}),
  run: async ({ actor }) => ok(await portal().ownPhone(actor)),
  present: (phone) => ({ phone }),
})

/** "Nhận". */
export const acceptRing = action({
  input: z.object({ case: caseId }),
  run: ({ actor }, input) => portal().acceptRing(actor, input),
  present: () => null,
})

/** "Không nhận được". */
export const declineRing = action({
  input: z.object({ case: caseId, reason: z.string().max(200) }),
  run: ({ actor }, input) => portal().declineRing(actor, input),
  present: () => null,
})

/** "Chuyển". */
export const forwardRing = action({
  input: z.object({ case: caseId, to: practitionerId }),
  run: ({ actor }, input) => portal().forwardRing(actor, input),
  present: () => null,
})

/** Doctors to whom a ring can be handed on. */
export const listColleagues = action({
  input: z.object({}),
  run: async ({ actor }) => ok(await portal().colleagues(actor)),
  present: (people) =>
    people.map(({ practitioner, department, specialties, presence, reachable }) => ({
      id: String(practitioner.id), name: practitioner.name, title: practitioner.title, department: department?.name ?? '', specialties: [...specialties],
      onDuty: presence?.onDuty === true, reachable,
    })),
})

/** One more specialty, during the session. */
export const ringAnother = action({
  input: z.object({ case: caseId, specialty: z.enum(specialtyCodes) }),
  run: ({ actor }, input) => portal().ringAnother(actor, input),
  present: (rings) => ({ count: rings.length }),
})

/** The caller takes the button back. */
export const callOff = action({
  input: z.object({ case: caseId, reason: z.string().max(200) }),
  run: ({ actor }, input) => portal().callOff(actor, input),
  present: () => null,
})

/** Who writes the minutes of an emergency. */
export const nameSecretary = action({
  input: z.object({ case: caseId, secretary: practitionerId }),
  run: ({ actor }, input) => portal().nameSecretary(actor, input),
  present: () => null,
})
