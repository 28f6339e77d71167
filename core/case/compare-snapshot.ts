import type { Actor } from '#core/directory/actor.ts'
import type { Gained } from '#core/record/snapshot-gain.ts'
import { gainedSince } from '#core/record/snapshot-gain.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { ReadBundle } from '#core/record/ports.ts'
import { mayEditRequest } from './policy.ts'
import type { CasePorts } from './ports.ts'

/** Tells the asking hospital what its record has gained since it was sent; the other one sees only what is sent. */
export const makeCompareSnapshot =
  (ports: Pick<CasePorts, 'atomically' | 'clock'> & { readonly readBundle: ReadBundle }) =>
  (actor: Actor, id: CaseId): Promise<Result<readonly Gained[], 'case.not-found' | 'snapshot.missing'>> =>
    ports.atomically(actor, async ({ cases, patients, snapshots, audit }) => {
      const one = await cases.find(id)
      if (one === null || !mayEditRequest(actor, one)) return err('case.not-found')
      const snapshot = 'snapshot' in one && one.snapshot !== null ? await snapshots.find(one.snapshot) : null
      const record = await patients.record(one.patient)
      if (snapshot === null || record === null) return err('snapshot.missing')
      await audit.append({
        organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: { type: 'snapshot.compared', case: id, snapshot: snapshot.id },
      })
      return ok(gainedSince(record, ports.readBundle(snapshot.bundle), one.request.selection))
    })
