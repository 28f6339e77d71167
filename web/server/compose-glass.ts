import { makeBreakGlass, makeFindBehindGlass, makeNameBehindGlass } from '#core/break-glass/break-glass.ts'
import { makeListGlassToReview, makeListOwnGlass, makeReviewGlass } from '#core/break-glass/review-glass.ts'
import type { CasePorts } from '#core/case/ports.ts'
import type { Store } from '#prisma/store.ts'

/** Opening in need what one has no right to, and its review. */
export function composeGlass({ store, clock, newId }: Pick<CasePorts, 'clock' | 'newId'> & { readonly store: Store }) {
  const ports = { atomically: store.atomically, clock, newId }
  return {
    findBehindGlass: makeFindBehindGlass(ports),
    nameBehindGlass: makeNameBehindGlass({ atomically: store.read }),
    breakGlass: makeBreakGlass(ports),
    listOwnGlass: makeListOwnGlass({ atomically: store.read }),
    listGlassToReview: makeListGlassToReview({ atomically: store.read }),
    reviewGlass: makeReviewGlass(ports),
  }
}
