import type { Actor } from '#core/directory/actor.ts'
import type { Snapshot } from '#core/record/snapshot.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { ConsultCase } from './case.ts'
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

/** Opens the snapshot that was sent with a case; the view is recorded. */
export const makeViewSnapshot =
  (ports: CasePorts) =>
  (actor: Actor, id: CaseId): Promise<Result<Snapshot, 'case.not-found' | 'snapshot.not-allowed' | 'snapshot.missing'>> =>
    ports.atomically(actor, async ({ cases, snapshots, directory, audit }) => {
      const one = await cases.find(id)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!(await mayOpenSent(directory, { actor, one, now: ports.clock() }))) return err('snapshot.not-allowed')
      const snapshot = 'snapshot' in one && one.snapshot !== null ? await snapshots.find(one.snapshot) : null
      if (snapshot === null) return err('snapshot.missing')
      await audit.append({
        organization: actor.organization, actor: actor.practitioner, at: ports.clock(),
        payload: { type: 'snapshot.viewed', case: id, snapshot: snapshot.id },
      })
      return ok(snapshot)
    })
