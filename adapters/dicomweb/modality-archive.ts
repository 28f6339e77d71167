import dicomParser from 'dicom-parser'
import { z } from 'zod'
import type { ArchiveRefusal, FoundStudy, ImageArchive } from '#core/imaging/ports.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { makeDicomwebArchive, type DicomwebService } from './dicomweb-archive.ts'

type Answer<T> = Promise<Result<T, ArchiveRefusal>>

/** A long study over a slow network; its pictures are shown as soon as it has come. */
const retrievesWithinMs = 10 * 60_000
/** What was just asked for and did not bring the picture is not asked for again at every slice. */
const notAgainWithinMs = 60_000

const query = z.object({ ID: z.string() })
const answers = z.array(z.object({
  StudyInstanceUID: z.string().default(''), PatientID: z.string().default(''), PatientName: z.string().default(''), ModalitiesInStudy: z.string().default(''),
  StudyDescription: z.string().default(''), StudyDate: z.string().default(''), StudyTime: z.string().default(''),
}))
const lookups = z.array(z.object({ ID: z.string(), Type: z.string() }))

type Found = z.output<typeof answers>[number]

const studyOf = (one: Found): FoundStudy => ({
  uid: one.StudyInstanceUID.trim(), patientNumber: one.PatientID.trim(), patientName: one.PatientName.trim(),
  modality: one.ModalitiesInStudy.split('\\')[0]?.trim() || 'OT', description: one.StudyDescription.trim(), date: one.StudyDate.trim(), time: one.StudyTime.trim(),
})

/** The commands of an Orthanc of the hospital's own that knows the PACS as a modality. */
class Gateway {
  readonly #root: string
  readonly #authorization: string | null
  readonly #modality: string

  constructor({ url, authorization }: DicomwebService, modality: string) {
    this.#root = url.replace(/\/dicom-web\/?$/, '')
    this.#authorization = authorization
    this.#modality = encodeURIComponent(modality)
  }

  /** Asks the PACS for the studies of a number (C-FIND, PS3.4 C.4.1). */
  async find(patientNumber: string): Answer<readonly FoundStudy[]> {
    const wanted = { PatientID: patientNumber, PatientName: '', StudyInstanceUID: '', ModalitiesInStudy: '', StudyDescription: '', StudyDate: '', StudyTime: '' }
    const asked = await this.#ask(query, `/modalities/${this.#modality}/query`, { Level: 'Study', Query: wanted })
    if (!asked.ok) return asked
    const found = await this.#ask(answers, `/queries/${asked.value.ID}/answers?expand=&simplify=`)
    return found.ok ? ok(found.value.map(studyOf)) : found
  }

  /** Has the PACS send a study to the gateway (C-MOVE, PS3.4 C.4.2). */
  async retrieve(study: string): Answer<unknown> {
    return this.#ask(z.unknown(), `/modalities/${this.#modality}/move`, { Level: 'Study', Resources: [{ StudyInstanceUID: study }], Synchronous: true })
  }

  /** Sends instances on to the PACS (C-STORE, PS3.4 annex B). */
  async send(instances: readonly string[]): Answer<unknown> {
    const known: string[] = []
    for (const uid of instances) {
      const found = await this.#ask(lookups, '/tools/lookup', uid)
      if (!found.ok) return found
      known.push(...found.value.filter(({ Type }) => Type === 'Instance').map(({ ID }) => ID))
    }
    return this.#ask(z.unknown(), `/modalities/${this.#modality}/store`, { Resources: known, Synchronous: true })
  }

  /** A question, or, with a body, a command; a text goes as it is. */
  async #ask<Shape extends z.ZodType>(shape: Shape, path: string, body?: object | string): Answer<z.output<Shape>> {
    const headers = new Headers(this.#authorization === null ? {} : { authorization: this.#authorization })
    try {
      const response = await fetch(`${this.#root}${path}`, {
        method: body === undefined ? 'GET' : 'POST', headers, redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(retrievesWithinMs),
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok) return err('image.archive-unreachable')
      const parsed = shape.safeParse(text === '' ? null : JSON.parse(text))
      return parsed.success ? ok(parsed.data) : err('image.archive-unreachable')
    } catch {
      return err('image.archive-unreachable')
    }
  }
}

const instanceOf = (file: Uint8Array): string => dicomParser.parseDicom(file, { untilTag: 'x00080018' }).string('x00080018') ?? ''

/**
 * An archive without DICOMweb, behind an Orthanc of the hospital's own that speaks both: studies are found by C-FIND, come to the gateway by
 * C-MOVE when they are first looked at, and what is brought goes on by C-STORE.
 */
export function makeModalityArchive(service: DicomwebService, modality: string): ImageArchive {
  const here = makeDicomwebArchive(service)
  const gateway = new Gateway(service, modality)
  const coming = new Map<string, Answer<unknown>>()

  /** Whoever looks at a study while it comes waits for the same coming of it. */
  const retrieved = (study: string): Answer<unknown> => {
    const before = coming.get(study)
    if (before !== undefined) return before
    const done = gateway.retrieve(study)
    coming.set(study, done)
    void done.then(() => setTimeout(() => coming.delete(study), notAgainWithinMs).unref())
    return done
  }
  const withStudy = async <T>(study: string, ask: () => Answer<T>): Answer<T> => {
    const first = await ask()
    if (first.ok || first.error !== 'image.not-found') return first
    const came = await retrieved(study)
    return came.ok ? ask() : came
  }
  return {
    // Wildcards would find other patients; and whoever ignores the question must not answer with everybody.
    findStudies: async (number) => {
      if (number === '' || /[*?\\]/.test(number)) return ok([])
      const found = await gateway.find(number)
      return found.ok ? ok(found.value.filter(({ uid, patientNumber }) => patientNumber === number && uid !== '')) : found
    },
    findSeries: (study) => withStudy(study, () => here.findSeries(study)),
    fetch: (request) => withStudy(request.address.study, () => here.fetch(request)),
    file: (address) => withStudy(address.study, () => here.file(address)),
    store: async (files) => {
      const kept = await here.store(files)
      if (!kept.ok || files.length === 0) return kept
      const sent = await gateway.send(files.map(instanceOf).filter((uid) => uid !== '' && !kept.value.refused.includes(uid)))
      return sent.ok ? kept : err('image.archive-unreachable')
    },
  }
}
