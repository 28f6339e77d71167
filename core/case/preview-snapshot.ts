import type { Actor } from '#core/directory/actor.ts'
import type { ComposeBundle, ReadBundle } from '#core/record/ports.ts'
import type { SnapshotContent, SnapshotSelection } from '#core/record/snapshot.ts'
import { selectForSnapshot } from '#core/record/snapshot.ts'
import type { CaseId, SnapshotId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { mayEditRequest } from './policy.ts'
import type { CasePorts } from './ports.ts'

/** Shows what the other hospital would see: written as the document that would be sent and read back out of it, nothing kept. */
export const makePreviewSnapshot =
  (ports: CasePorts & { readonly composeBundle: ComposeBundle; readonly readBundle: ReadBundle }) =>
  (actor: Actor, input: { readonly case: CaseId; readonly selection: SnapshotSelection }): Promise<Result<SnapshotContent, 'case.not-found' | 'case.not-allowed'>> =>
    ports.atomically(actor, async ({ cases, patients }) => {
      const one = await cases.find(input.case)
      if (one === null) return err('case.not-found')
      if (!mayEditRequest(actor, one)) return err('case.not-allowed')
      const record = await patients.record(one.patient)
      if (record === null) return err('case.not-found')
      const facts = { id: brandId<SnapshotId>(ports.newId()), createdAt: ports.clock() }
      return ok(ports.readBundle(ports.composeBundle(selectForSnapshot(record, input.selection), facts)))
    })
