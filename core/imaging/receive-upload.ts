import type { Actor } from '#core/directory/actor.ts'
import { isClinical } from '#core/directory/actor.ts'
import type { FileRepositories } from '#core/record/open-file.ts'
import type { Patient } from '#core/record/patient.ts'
import { foldForSearch } from '#core/record/search-text.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId, PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Begin, DicomFacts, IntakeFault, IntakeOutcome, IntakeRepository, Quarantine, Received, Upload, UploadRepository } from './intake.ts'
import { largestUpload } from './intake.ts'
import type { ArchiveOf, ImageArchive } from './ports.ts'

export interface IntakeRepositories extends FileRepositories {
  readonly uploads: UploadRepository
  readonly imageIntake: IntakeRepository
}

type Work = <T>(actor: Actor, work: (repositories: IntakeRepositories) => Promise<T>) => Promise<T>

export interface IntakePorts {
  readonly atomically: Work
  readonly clock: Clock
  readonly newId: NewId
  readonly quarantine: Quarantine
  readonly archiveOf: ArchiveOf
  /** Bytes that may still be written where uploads lie. */
  readonly freeSpace: () => Promise<number>
}

// Left free for the database and the archive, which will hold a copy.
const spareBytes = 2 * 1024 ** 3

/** Lets an upload for a patient begin; one that is too large is refused before its first byte. */
export const makeBeginUpload =
  (ports: IntakePorts) =>
  async (actor: Actor, input: { readonly patient: PatientId; readonly size: number }): Promise<Begin> => {
    if (!isClinical(actor)) return err('patient.not-allowed')
    if (input.size > largestUpload) return err('upload.too-large')
    if (input.size <= 0) return err('upload.empty')
    if ((await ports.freeSpace()) < 2 * input.size + spareBytes) return err('upload.no-space')
    return ports.atomically(actor, async ({ patients, uploads }) => {
      if ((await patients.find(input.patient)) === null) return err('patient.not-found')
      const upload: Upload = { id: ports.newId(), ...input, uploader: actor.practitioner, createdAt: ports.clock(), outcome: null }
      await uploads.add(upload)
      return ok(upload)
    })
  }

/** Finds an upload of one's own; anybody else's does not exist. */
export const makeFindUpload =
  (ports: IntakePorts) =>
  async (actor: Actor, id: string): Promise<Result<Upload, 'upload.not-found'>> => {
    const upload = await ports.atomically(actor, ({ uploads }) => uploads.find(id))
    return upload === null || upload.uploader !== actor.practitioner ? err('upload.not-found') : ok(upload)
  }

// So many images go to the archive in one request.
const batchFiles = 16
const batchBytes = 32 * 1024 ** 2

/** Looks at everything that an upload brought and puts what is good into the record; asked again, it tells what became of it. */
export const makeImportUpload =
  (ports: IntakePorts) =>
  async (actor: Actor, id: string): Promise<Result<IntakeOutcome, 'upload.not-found' | 'upload.incomplete'>> => {
    const found = await makeFindUpload(ports)(actor, id)
    if (!found.ok) return found
    const { outcome, patient, size } = found.value
    if (outcome !== null) return ok(outcome)
    if ((await ports.quarantine.received(id)) !== size) return err('upload.incomplete')
    const person = await ports.atomically(actor, ({ patients }) => patients.find(patient))
    if (person === null) return err('upload.not-found')
    const intake = new Intake(ports, actor, { patient: person, archive: await ports.archiveOf(actor.organization) })
    for await (const received of ports.quarantine.inspect(id)) await intake.take(received)
    const result = await intake.finish()
    await ports.atomically(actor, async ({ uploads, audit }) => {
      await uploads.finish(id, result, ports.clock())
      const payload = { type: 'patient.files-added', patient, images: result.images, media: result.media, refused: result.refused.length } as const
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload })
    })
    await ports.quarantine.discard(id)
    return ok(result)
  }

type Dicom = Extract<Received, { kind: 'dicom' }>
type Media = Extract<Received, { kind: 'media' }>

/** One upload on its way into a record. */
class Intake {
  readonly #ports: IntakePorts
  readonly #actor: Actor
  readonly #patient: Patient
  readonly #archive: ImageArchive
  readonly #refused: { name: string; fault: IntakeFault }[] = []
  readonly #series = new Set<string>()
  readonly #studies = new Map<string, IntakeFault | null>()
  #batch: Dicom[] = []
  #images = 0
  #known = 0
  #media = 0
  #otherIdentity: string | null = null

  constructor(ports: IntakePorts, actor: Actor, { patient, archive }: { readonly patient: Patient; readonly archive: ImageArchive }) {
    this.#ports = ports
    this.#actor = actor
    this.#patient = patient
    this.#archive = archive
  }

  async take(received: Received): Promise<void> {
    if (received.kind === 'refused') return void this.#refused.push({ name: received.name, fault: received.fault })
    if (received.kind === 'media') return this.#keepMedia(received)
    this.#batch.push(received)
    if (this.#batch.length >= batchFiles || this.#batch.reduce((sum, one) => sum + one.bytes.length, 0) > batchBytes) await this.#storeBatch()
  }

  async finish(): Promise<IntakeOutcome> {
    await this.#storeBatch()
    const { length: series } = [...this.#series]
    return { images: this.#images, series, known: this.#known, media: this.#media, refused: this.#refused, otherIdentity: this.#otherIdentity }
  }

  async #storeBatch(): Promise<void> {
    const batch = this.#batch
    this.#batch = []
    const good: Dicom[] = []
    for (const one of batch) {
      const fault = await this.#faultOf(one.facts.study)
      if (fault === null) good.push(one)
      else this.#refused.push({ name: one.name, fault })
    }
    const fresh = await this.#unknown(good)
    this.#known += good.length - fresh.length
    const stored = await this.#archive.store(fresh.map(({ bytes }) => bytes))
    const turnedAway = new Set(stored.ok ? stored.value.refused : [])
    const taken = stored.ok ? fresh.filter(({ facts }) => !turnedAway.has(facts.instance)) : []
    for (const one of fresh) if (!taken.includes(one)) this.#refused.push({ name: one.name, fault: stored.ok ? 'refused-by-archive' : 'archive-unreachable' })
    if (taken.length === 0) return
    const images = taken.map(({ facts }) => ({ ...facts, startedAt: momentOf(facts) ?? this.#ports.clock() }))
    await this.#ports.atomically(this.#actor, ({ imageIntake }) => imageIntake.addImages(this.#patient.id, images))
    for (const { facts } of taken) {
      this.#series.add(facts.series)
      this.#otherIdentity ??= otherIdentity(facts, this.#patient)
    }
    this.#images += taken.length
  }

  async #unknown(good: readonly Dicom[]): Promise<readonly Dicom[]> {
    const held = new Set<string>()
    for (const study of new Set(good.map(({ facts }) => facts.study))) {
      const instances = good.filter(({ facts }) => facts.study === study).map(({ facts }) => facts.instance)
      const known = await this.#ports.atomically(this.#actor, ({ imageIntake }) => imageIntake.known(study, instances))
      for (const one of known) held.add(one)
    }
    return good.filter(({ facts }) => !held.has(facts.instance) && held.add(facts.instance))
  }

  /** A study belongs to one patient of one hospital: whoever brings its identifiers again must not come to own its images. */
  async #faultOf(study: string): Promise<IntakeFault | null> {
    const known = this.#studies.get(study)
    if (known !== undefined) return known
    const owner = await this.#ports.atomically(this.#actor, ({ imageIntake }) => imageIntake.ownerOf(study))
    const fault = owner === this.#patient.id ? null : owner !== null ? 'other-patient' : await this.#elsewhere(study)
    this.#studies.set(study, fault)
    return fault
  }

  /** What the archive has without a record that names it came from somebody else, unless it is what an earlier try had come to when it broke off. */
  async #elsewhere(study: string): Promise<IntakeFault | null> {
    const found = await this.#archive.findSeries(study)
    if (found.ok) return (await this.#ports.atomically(this.#actor, ({ imageIntake }) => imageIntake.isClaimed(study))) ? null : 'used-elsewhere'
    if (found.error !== 'image.not-found') return 'archive-unreachable'
    await this.#ports.atomically(this.#actor, ({ imageIntake }) => imageIntake.claim(study, this.#ports.clock()))
    return null
  }

  async #keepMedia({ name, media, bytes, mediaType, thumbnail }: Media): Promise<void> {
    await this.#ports.atomically(this.#actor, async ({ files, imageIntake }) => {
      const file = await files.put({ bytes, mediaType })
      const small = thumbnail === null ? null : await files.put({ bytes: thumbnail, mediaType: 'image/jpeg' })
      await imageIntake.addMedia(this.#patient.id, {
        id: this.#ports.newId(), kind: media, title: titleOf(name), takenAt: this.#ports.clock(), file, thumbnail: small, mediaType, size: bytes.length,
        addedBy: this.#actor.practitioner,
      })
    })
    this.#media += 1
  }
}

const longestTitle = 120

/** The last part of a path without its ending: what the sender called the thing. */
function titleOf(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim().slice(0, longestTitle)
}

/** Vietnam's clock, unless the device said another; a study time without a zone is local (PS3.3 C.12.1.1.1). */
const localZone = '+07:00'

/** When a study was taken, or null where the device wrote no date. */
export function momentOf({ date, time }: Pick<DicomFacts, 'date' | 'time'>): Date | null {
  if (!/^\d{8}$/.test(date)) return null
  const [hours, minutes, seconds] = [time.slice(0, 2) || '00', time.slice(2, 4) || '00', time.slice(4, 6) || '00']
  const at = new Date(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}T${hours}:${minutes}:${seconds}${localZone}`)
  return Number.isNaN(at.getTime()) ? null : at
}

const plainName = (name: string): string => foldForSearch(name.replaceAll('^', ' ')).replaceAll(/\s+/g, ' ').trim()

/** The number and name in an image when neither is the patient's. */
function otherIdentity({ patientNumber, patientName }: DicomFacts, patient: Patient): string | null {
  const isSameNumber = patientNumber !== '' && patientNumber === patient.hospitalNumber
  const isSameName = patient.name !== null && plainName(patientName) === plainName(patient.name)
  if (isSameNumber || isSameName || (patientNumber === '' && patientName === '')) return null
  return [patientNumber, patientName.replaceAll('^', ' ').trim()].filter((one) => one !== '').join(' · ')
}
