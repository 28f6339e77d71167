import type { CasePorts } from '#core/case/ports.ts'
import { makeLiftHold, makePlaceHold, makeReleaseRecord, makeSetRetentionKind, makeViewRetention } from '#core/retention/manage-retention.ts'
import type { Store } from '#prisma/store.ts'

/** The use cases of retention and legal holds. */
export function composeRetention({ store, clock, newId }: Pick<CasePorts, 'clock' | 'newId'> & { readonly store: Store }) {
  const ports = { atomically: store.atomically, clock, newId }
  return {
    viewRetention: makeViewRetention(ports),
    setRetentionKind: makeSetRetentionKind(ports),
    releaseRecord: makeReleaseRecord(ports),
    placeHold: makePlaceHold(ports),
    liftHold: makeLiftHold(ports),
  }
}
