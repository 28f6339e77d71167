import type { Actor } from '#core/directory/actor.ts'
import type { ReadBundle } from '#core/record/ports.ts'
import type { Snapshot, SnapshotContent } from '#core/record/snapshot.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { ConsultCase } from './case.ts'
import { recordAsSeenBy } from './masked-case.ts'
import { mayOpenSent } from './open-sent.ts'
import { mayViewCase } from './policy.ts'
import type { CasePorts } from './ports.ts'

/** Opens a case; the view is recorded (TT 13/2025). */
export const makeViewCase =
  (ports: CasePorts) =>
  (actor: Actor, id: CaseId): Promise<Result<ConsultCase, 'case.not-found'>> =>
    ports.atomically(actor, async ({ cases, audit }) => {
      const one = await cases.find(id)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: { type: 'case.viewed', case: id } })
      return ok(one)
    })

/** A snapshot as the actor may read it; its own bytes name the patient and stay on the server. */
export interface OpenedSnapshot extends Omit<Snapshot, 'bundle'> {
  readonly content: SnapshotContent
}

/** Opens the snapshot that was sent with a case; the view is recorded. */
export const makeViewSnapshot =
  (ports: CasePorts & { readonly readBundle: ReadBundle }) =>
  (actor: Actor, id: CaseId): Promise<Result<OpenedSnapshot, 'case.not-found' | 'snapshot.not-allowed' | 'snapshot.missing'>> =>
    ports.atomically(actor, async ({ cases, snapshots, directory, audit }) => {
      const one = await cases.find(id)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!(await mayOpenSent(directory, { actor, one, now: ports.clock() }))) return err('snapshot.not-allowed')
      const found = 'snapshot' in one && one.snapshot !== null ? await snapshots.find(one.snapshot) : null
      if (found === null) return err('snapshot.missing')
      await audit.append({
        organization: actor.organization, actor: actor.practitioner, at: ports.clock(),
        payload: { type: 'snapshot.viewed', case: id, snapshot: found.id },
      })
      const { bundle, ...snapshot } = found
      const { record, withheld } = ports.readBundle(bundle)
      return ok({ ...snapshot, content: { record: recordAsSeenBy(actor, one, record), withheld } })
    })
