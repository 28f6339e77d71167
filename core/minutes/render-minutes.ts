import type { ConsultCase } from '#core/case/case.ts'
import type { Organization } from '#core/directory/directory.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { openForSigning, type FrozenMinutes, type Minutes } from './minutes.ts'
import { pictureHashes } from './blocks.ts'
import type { MinutesDocument } from './document.ts'
import { reserveSeals } from './organization-seal.ts'
import type { MinutesJobPorts, MinutesRepositories, Pictures } from './ports.ts'
import { nextSigners, signatoriesOf } from './signing-order.ts'

/**
 * The job after freezing: renders the PDF, reserves the signature fields, stores the bytes under their hash, and tells the first
 * signer. A second run, or a run for a version that has moved on, changes nothing.
 */
export const makeRenderMinutes =
  (ports: MinutesJobPorts) =>
  async (job: { readonly case: CaseId; readonly version: number }): Promise<'rendered' | 'nothing-to-do'> => {
    const [frozen, pictures, hospitals] = await ports.atomically(job.case, async ({ minutes, files, cases, directory }) => {
      const found = frozenVersion(await minutes.latest(job.case), job.version)
      const one = await cases.find(job.case)
      return found === null || one === null ? [null, new Map(), []] as const : [found, await picturesOf(found.document, files), await hospitalsOf(one, directory)] as const
    })
    if (frozen === null) return 'nothing-to-do'
    const sealing = await ports.seals.inUse(hospitals.map(({ id }) => id))
    const seals = reserveSeals(hospitals.filter(({ id }) => sealing.includes(id)))
    const { id, amends, form, document, version, frozenAt } = frozen
    const page = await ports.renderer.render({ id, amends, form, document, version, frozenAt, verifyUrl: ports.verifyUrlOf(frozen), pictures, seals })
    const pdf = await ports.sealer.reserve(page, [...signatoriesOf(form), ...seals].map((one) => one.field))
    return ports.atomically(job.case, async ({ cases, minutes, files, audit, notices }) => {
      const one: ConsultCase | null = await cases.findForChange(job.case)
      const current = frozenVersion(await minutes.latest(job.case), job.version)
      if (one === null || current === null) return 'nothing-to-do'
      const sha256 = await files.put({ bytes: pdf, mediaType: 'application/pdf' })
      const signing = openForSigning(current, sha256, seals)
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

/** The two hospitals of a case: the one that asked, then the one that advised. */
async function hospitalsOf(one: ConsultCase, directory: MinutesRepositories['directory']): Promise<readonly Organization[]> {
  const found = [await directory.organization(one.requestingOrganization), await directory.organization(one.consultingOrganization)]
  return found.filter((each) => each !== null)
}

/** The bytes of every picture that the text shows. */
async function picturesOf(document: MinutesDocument, files: MinutesRepositories['files']): Promise<Pictures> {
  const hashes = [...new Set(document.content.flatMap(pictureHashes))]
  const found = await Promise.all(hashes.map(async (sha256) => [sha256, await files.get(sha256)] as const))
  return new Map(found.flatMap(([sha256, file]) => (file === null ? [] : [[sha256, file] as const])))
}
