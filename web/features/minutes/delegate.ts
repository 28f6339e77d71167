'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { brandId, type DelegationId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Whom the signatory may let sign. */
export const listStandIns = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().listStandIns(viewer.actor, input),
  present: (people) => people.map(({ practitioner, organization, name, title }) => ({ value: `${practitioner} ${organization}`, label: `${title} ${name}`.trim() })),
})

/** Lets somebody sign in one's place until the end of a day (Vietnam's). */
export const delegateSignature = action({
  personal: true,
  input: z.object({
    case: caseId,
    person: z.string().regex(/^[0-9a-f-]{36} [0-9a-f-]{36}$/),
    basis: z.string().max(300),
    until: z.iso.date(),
  }),
  run: (viewer, { case: id, person, basis, until }) => {
    const [practitioner = '', organization = ''] = person.split(' ')
    const delegate = { practitioner: brandId<PractitionerId>(practitioner), organization: brandId<OrganizationId>(organization) }
    return portal().delegateSignature(viewer.actor, { case: id, delegate, basis, until: new Date(`${until}T23:59:59+07:00`) })
  },
  present: ({ id }) => ({ id }),
})

/** Takes one's signature back into one's own hand. */
export const withdrawDelegation = action({
  personal: true,
  input: z.object({ case: caseId, delegation: z.uuid().transform((raw) => brandId<DelegationId>(raw)) }),
  run: (viewer, input) => portal().withdrawDelegation(viewer.actor, input),
  present: () => ({}),
})
