import type { Actor } from '#core/directory/actor.ts'
import { isClinical } from '#core/directory/actor.ts'
import type { FileRepositories } from '#core/record/open-file.ts'
import type { Patient } from '#core/record/patient.ts'
import { foldForSearch } from '#core/record/search-text.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { DicomFacts, IntakeRepository } from './intake.ts'
import type { ArchiveConnections, ArchiveOf, FoundSeries, FoundStudy } from './ports.ts'
import { momentOf } from './receive-upload.ts'

interface PullRepositories extends FileRepositories {
  readonly imageIntake: IntakeRepository
  readonly archives: ArchiveConnections
}

interface PullPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: PullRepositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly archiveOf: ArchiveOf
}

export interface PulledImages {
  readonly studies: number
  readonly images: number
  /** Images that the record already named. */
  readonly known: number
  /** Studies under this number that carry another name, or lie in another record: somebody has to look. */
  readonly ofAnother: number
}

export type PullImagesRefusal = 'patient.not-allowed' | 'patient.not-found' | 'image.no-own-archive' | 'image.archive-unreachable'

/** Whether a clinician can fetch studies from an archive that is the hospital's own. */
export const makeHasOwnArchive =
  ({ atomically }: Pick<PullPorts, 'atomically'>) =>
  (actor: Actor): Promise<boolean> =>
    atomically(actor, async ({ archives }) => isClinical(actor) && (await archives.find()) !== null)

/**
 * Names in the record what the hospital's own archive holds under the patient's number; the images themselves stay there. The archive
 * that comes with the platform is not asked: several hospitals may keep their images in it, each with numbers of its own.
 */
export const makePullImages =
  (ports: PullPorts) =>
  async (actor: Actor, patient: PatientId): Promise<Result<PulledImages, PullImagesRefusal>> => {
    if (!isClinical(actor)) return err('patient.not-allowed')
    const [person, connection] = await ports.atomically(actor, async ({ patients, archives }) => [await patients.find(patient), await archives.find()] as const)
    if (person === null) return err('patient.not-found')
    if (connection === null) return err('image.no-own-archive')
    const archive = await ports.archiveOf(actor.organization)
    // Nothing is held open while another system thinks.
    const studies = await archive.findStudies(person.hospitalNumber)
    if (!studies.ok) return err('image.archive-unreachable')
    let pulled: PulledImages = { studies: 0, images: 0, known: 0, ofAnother: 0 }
    for (const study of studies.value) {
      const series = isOfAnother(study, person) ? ok([]) : await archive.findSeries(study.uid)
      if (!series.ok) return err('image.archive-unreachable')
      pulled = added(pulled, await keepStudy(ports, actor, { person, study, series: series.value }))
    }
    return ok(pulled)
  }

const plain = (name: string): string => foldForSearch(name.replaceAll('^', ' '))

/** Devices often write names without marks, or none; one that is written and is not the patient's is somebody else's. */
const isOfAnother = ({ patientName }: FoundStudy, { name }: Patient): boolean => name !== null && patientName !== '' && plain(patientName) !== plain(name)

const added = (a: PulledImages, b: PulledImages): PulledImages => ({
  studies: a.studies + b.studies, images: a.images + b.images, known: a.known + b.known, ofAnother: a.ofAnother + b.ofAnother,
})

interface Found {
  readonly person: Patient
  readonly study: FoundStudy
  readonly series: readonly FoundSeries[]
}

/** One study at a time, whole, with its line in the audit trail. */
function keepStudy(ports: PullPorts, actor: Actor, { person, study, series }: Found): Promise<PulledImages> {
  return ports.atomically(actor, async ({ imageIntake, audit }) => {
    const owner = await imageIntake.ownerOf(study.uid)
    if (isOfAnother(study, person) || (owner !== null && owner !== person.id)) return { studies: 0, images: 0, known: 0, ofAnother: 1 }
    const images = series.flatMap((one) => imagesOf(study, one))
    const held = await imageIntake.known(study.uid, images.map(({ instance }) => instance))
    const fresh = images.filter(({ instance }) => !held.has(instance))
    if (fresh.length === 0) return { studies: 0, images: 0, known: images.length, ofAnother: 0 }
    const at = ports.clock()
    const startedAt = momentOf(study) ?? at
    await imageIntake.addImages(person.id, fresh.map((one) => ({ ...one, startedAt })))
    const payload = { type: 'patient.files-added', patient: person.id, images: fresh.length, media: 0, refused: 0 } as const
    await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload })
    return { studies: 1, images: fresh.length, known: images.length - fresh.length, ofAnother: 0 }
  })
}

const imagesOf = (study: FoundStudy, series: FoundSeries): readonly DicomFacts[] =>
  series.instances.map(({ uid, number, sopClass, frames }) => ({
    study: study.uid, series: series.uid, instance: uid, sopClass, number, frames,
    modality: study.modality, studyDescription: study.description, seriesDescription: series.description, seriesNumber: series.number,
    patientNumber: study.patientNumber, patientName: study.patientName, date: study.date, time: study.time,
  }))
