import type { Actor } from '#core/directory/actor.ts'
import type { FilePorts, OpenedFile } from '#core/record/open-file.ts'
import { seriesOfPicture } from '#core/record/open-file.ts'
import type { SnapshotContent } from '#core/record/snapshot.ts'
import type { CaseId, Sha256 } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { mayViewCase, mayViewSnapshot } from './policy.ts'

/** Reads the content back out of a snapshot's hashed text. */
export type ReadBundle = (bundle: string) => SnapshotContent

type ImageRefusal = 'case.not-found' | 'snapshot.not-allowed' | 'file.not-found'

/** Opens one picture that was sent with a case, and no other of the patient's; the look at its series is recorded. */
export const makeOpenCaseImage =
  (ports: FilePorts & { readonly readBundle: ReadBundle }) =>
  async (actor: Actor, input: { readonly case: CaseId; readonly picture: Sha256 }): Promise<Result<OpenedFile, ImageRefusal>> => {
    const opened = await ports.atomically(actor, async ({ cases, snapshots, files, audit }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!mayViewSnapshot(actor, one, ports.clock())) return err('snapshot.not-allowed')
      const snapshot = 'snapshot' in one && one.snapshot !== null ? await snapshots.find(one.snapshot) : null
      const series = snapshot === null ? null : seriesOfPicture(ports.readBundle(snapshot.bundle).record.imagingStudies, input.picture)
      const file = series === null ? null : await files.get(input.picture)
      if (series === null || file === null) return err('file.not-found')
      const view = `${actor.practitioner} ${input.case} ${series}`
      if (!ports.recentViews.has(view)) {
        const payload = { type: 'image.viewed', case: input.case, series } as const
        await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload })
      }
      return ok({ file, view })
    })
    if (!opened.ok) return opened
    ports.recentViews.add(opened.value.view)
    return ok(opened.value.file)
  }
