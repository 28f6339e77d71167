import type { ConsultCase } from '#core/case/case.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { openForSigning, type FrozenMinutes, type Minutes } from './minutes.ts'
import { pictureHashes } from './blocks.ts'
import type { MinutesDocument } from './document.ts'
import type { MinutesJobPorts, MinutesRepositories, Pictures } from './ports.ts'
import { nextSigners, signatoriesOf } from './signing-order.ts'

/**
 * The job after freezing: renders the PDF, reserves the signature fields, stores the bytes under their hash, and tells the first
 * signer. A second run, or a run for a version that has moved on, changes nothing.
 */
export const makeRenderMinutes =
  (ports: MinutesJobPorts) =>
  async (job: { readonly case: CaseId; readonly version: number }): Promise<'rendered' | 'nothing-to-do'> => {
    const [frozen, pictures] = await ports.atomically(job.case, async ({ minutes, files }) => {
      const found = frozenVersion(await minutes.latest(job.case), job.version)
      return [found, found === null ? new Map() : await picturesOf(found.document, files)] as const
    })
    if (frozen === null) return 'nothing-to-do'
    const { id, amends, form, document, version, frozenAt } = frozen
    const page = await ports.renderer.render({ id, amends, form, document, version, frozenAt, verifyUrl: ports.verifyUrlOf(frozen), pictures })
    const pdf = await ports.sealer.reserve(page, signatoriesOf(form).map((one) => one.field))
    return ports.atomically(job.case, async ({ cases, minutes, files, audit, notices }) => {
      const one: ConsultCase | null = await cases.findForChange(job.case)
      const current = frozenVersion(await minutes.latest(job.case), job.version)
      if (one === null || current === null) return 'nothing-to-do'
      const sha256 = await files.put({ bytes: pdf, mediaType: 'application/pdf' })
      const signing = openForSigning(current, sha256)
      await minutes.save(signing)
      const at = ports.clock()
      await audit.append({
        organization: one.consultingOrganization, actor: null, at,
        payload: { type: 'minutes.rendered', case: job.case, minutes: signing.id, version, sha256 },
      })
      await notices.add(
        nextSigners(signing).map((signer) => ({
          id: brandId(ports.newId()), recipient: signer.practitioner, kind: 'minutes.to-sign', case: job.case, at, readAt: null,
        })),
      )
      return 'rendered'
    })
  }

const frozenVersion = (minutes: Minutes | null, version: number): FrozenMinutes | null =>
  minutes?.status === 'frozen' && minutes.version === version ? minutes : null

/** The bytes of every picture that the text shows. */
async function picturesOf(document: MinutesDocument, files: MinutesRepositories['files']): Promise<Pictures> {
  const hashes = [...new Set(document.content.flatMap(pictureHashes))]
  const found = await Promise.all(hashes.map(async (sha256) => [sha256, await files.get(sha256)] as const))
  return new Map(found.flatMap(([sha256, file]) => (file === null ? [] : [[sha256, file] as const])))
}
