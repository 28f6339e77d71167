import type { Actor } from '#core/directory/actor.ts'
import type { ComposeBundle, Digest } from '#core/record/ports.ts'
import type { Snapshot, SnapshotSelection } from '#core/record/snapshot.ts'
import { selectForSnapshot } from '#core/record/snapshot.ts'
import type { CaseId, SnapshotId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err } from '#core/shared/result.ts'
import { changeCase } from './change-case.ts'
import { mayAnswerForPatient } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { attachSnapshot } from './transitions.ts'

/** Freezes what goes along: a hashed, versioned FHIR document that never changes afterwards. */
export const makeTakeSnapshot =
  (ports: CasePorts & { readonly composeBundle: ComposeBundle; readonly digest: Digest }) =>
  (actor: Actor, input: { readonly case: CaseId; readonly selection: SnapshotSelection }) => {
    let taken: Snapshot | null = null
    return changeCase(ports, actor, {
      case: input.case,
      may: mayAnswerForPatient,
      move: async (one, now, repositories) => {
        const id: SnapshotId = brandId(ports.newId())
        const attached = attachSnapshot(one, id)
        if (!attached.ok) return attached
        const record = await repositories.patients.record(one.patient)
        if (record === null) return err('patient.not-found')
        const content = selectForSnapshot(record, input.selection)
        const bundle = ports.composeBundle(content, { id, createdAt: now })
        const version = (await repositories.snapshots.latestVersion(one.id)) + 1
        taken = { id, case: one.id, version, createdBy: actor.practitioner, createdAt: now, bundle, sha256: ports.digest(bundle), withheld: content.withheld }
        await repositories.snapshots.add(taken)
        return attached
      },
      audit: (moved) => [
        ...(taken === null ? [] : [{ type: 'snapshot.taken', case: moved.id, snapshot: taken.id, sha256: taken.sha256, withheld: taken.withheld } as const]),
        ...input.selection.released.map(({ item }) => ({ type: 'snapshot.sensitive-released', case: moved.id, item }) as const),
      ],
    })
  }
