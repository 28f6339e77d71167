import type { CasePorts } from '#core/case/ports.ts'
import { makeAnswerLink, makeEndLink, makeProposeLink } from '#core/link/keep-links.ts'
import { makeFindHospitals, makeViewLinks } from '#core/link/view-links.ts'
import type { Store } from '#prisma/store.ts'

/** Contracts with other hospitals. */
export function composeLinks({ store: { atomically, read }, clock, newId }: Pick<CasePorts, 'clock' | 'newId'> & { readonly store: Store }) {
  return {
    viewLinks: makeViewLinks({ read, clock }),
    findHospitals: makeFindHospitals({ read, clock }),
    proposeLink: makeProposeLink({ atomically, clock, newId }),
    answerLink: makeAnswerLink({ atomically, clock, newId }),
    endLink: makeEndLink({ atomically, clock, newId }),
  }
}
