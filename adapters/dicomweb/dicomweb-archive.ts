import dicomParser from 'dicom-parser'
import type { ImageRequest, InstanceAddress, Rendering, SeriesAddress } from '#core/imaging/image-address.ts'
import type { ArchiveRefusal, FoundSeries, FoundStudy, ImageArchive, ImageBody } from '#core/imaging/ports.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { cleanInOrder, datasets, instanceOf, numberOf, studyOf, textOf } from './dicom-json.ts'
import type { Dataset } from './dicom-json.ts'
import { maskedDatasets } from './masked-dataset.ts'
import { maskedFile } from './masked-file.ts'
import { firstPartOf, multipartOf, onePart } from './multipart.ts'

export interface DicomwebService {
  /** Root of the service, without a slash at the end. */
  readonly url: string
  /** Value of the Authorization header; null for a service that asks for none. */
  readonly authorization: string | null
}

type Answer<T> = Promise<Result<T, ArchiveRefusal>>

const answersWithinMs = 60_000
const dicomJson = 'application/dicom+json'
const asStored = 'multipart/related; type="application/octet-stream"; transfer-syntax=*'
const asPlain = 'multipart/related; type="application/octet-stream"; transfer-syntax=1.2.840.10008.1.2.1'
const jpegLsLossless = '1.2.840.10008.1.2.4.80'
const asJpegLs = `multipart/related; type="image/jls"; transfer-syntax=${jpegLsLossless}`
const asFile = 'multipart/related; type="application/dicom"; transfer-syntax=*'
/** Implicit, explicit little, explicit big endian, deflated: pixels as they are in memory. */
const uncompressed = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2', '1.2.840.10008.1.2.1.99'])
const mostRemembered = 2_000

const part = (value: string): string => encodeURIComponent(value)
const seriesPath = ({ study, series }: SeriesAddress): string => `/studies/${part(study)}/series/${part(series)}`
const instancePath = (address: InstanceAddress): string => `${seriesPath(address)}/instances/${part(address.instance)}`

/** Speaks DICOMweb (QIDO, WADO, STOW; PS3.18) with one hospital's archive. */
export function makeDicomwebArchive(service: DicomwebService): ImageArchive {
  const pixels = new Pixels(service)
  return {
    findStudies: (number) => findStudies(service, number),
    findSeries: (study) => findSeries(service, study),
    fetch: (request) => fetchImage(service, pixels, request),
    file: (address) => fileOf(service, address),
    store: (files) => store(service, files),
  }
}

interface Asking {
  readonly accept: string
  readonly method?: 'GET' | 'POST'
  readonly contentType?: string
  readonly body?: Uint8Array<ArrayBuffer>
}

/** Asks the archive; the answer is one that it gave in earnest, or a refusal. */
async function ask(service: DicomwebService, path: string, asking: Asking): Answer<Response> {
  const headers = new Headers({ accept: asking.accept })
  if (service.authorization !== null) headers.set('authorization', service.authorization)
  if (asking.contentType !== undefined) headers.set('content-type', asking.contentType)
  try {
    const response = await fetch(`${service.url}${path}`, {
      method: asking.method ?? 'GET', headers, redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(answersWithinMs),
      ...(asking.body && { body: asking.body }),
    })
    if (response.ok || response.status === 409) return ok(response)
    await response.body?.cancel()
    return err(response.status === 404 || response.status === 400 || response.status === 406 ? 'image.not-found' : 'image.archive-unreachable')
  } catch {
    return err('image.archive-unreachable')
  }
}

async function askDatasets(service: DicomwebService, path: string): Answer<readonly Dataset[]> {
  const answer = await ask(service, path, { accept: dicomJson })
  if (!answer.ok) return answer
  if (answer.value.status === 204) return ok([])
  const parsed = datasets.safeParse(await answer.value.json().catch(() => null))
  return parsed.success ? ok(parsed.data) : err('image.archive-unreachable')
}

async function askBytes(service: DicomwebService, path: string, accept: string): Answer<Uint8Array> {
  const answer = await ask(service, path, { accept })
  if (!answer.ok) return answer
  return answer.value.bytes().then(ok, () => err('image.archive-unreachable'))
}

async function findStudies(service: DicomwebService, number: string): Answer<readonly FoundStudy[]> {
  // Wildcards would find other patients; and whoever ignores the question must not answer with everybody.
  if (number === '' || /[*?\\]/.test(number)) return ok([])
  const found = await askDatasets(service, `/studies?PatientID=${part(number)}&includefield=00081030&includefield=00080061&limit=500`)
  return found.ok ? ok(found.value.map(studyOf).filter((one) => one.patientNumber === number && one.uid !== '')) : found
}

async function findSeries(service: DicomwebService, study: string): Answer<readonly FoundSeries[]> {
  const found = await askDatasets(service, `/studies/${part(study)}/series?includefield=0008103E&includefield=00200011`)
  if (!found.ok) return found
  if (found.value.length === 0) return err('image.not-found')
  const series: FoundSeries[] = []
  for (const one of found.value) {
    const uid = textOf(one, '0020000E')
    const instances = await askDatasets(service, `/studies/${part(study)}/series/${part(uid)}/instances?includefield=00280008`)
    if (!instances.ok) return instances
    series.push({ uid, number: numberOf(one, '00200011', 0), description: textOf(one, '0008103E'), instances: instances.value.map(instanceOf) })
  }
  return ok(series)
}

async function metadata(service: DicomwebService, path: string, masked: boolean): Answer<ImageBody> {
  const found = await askDatasets(service, `${path}/metadata`)
  if (!found.ok) return found
  if (found.value.length === 0) return err('image.not-found')
  const shown = cleanInOrder(found.value)
  return ok({ mediaType: dicomJson, body: Buffer.from(JSON.stringify(masked ? maskedDatasets(shown) : shown)) })
}

async function fileOf(service: DicomwebService, address: InstanceAddress): Answer<Uint8Array> {
  const answer = await askBytes(service, instancePath(address), asFile)
  if (!answer.ok) return answer
  const found = firstPartOf(answer.value)
  return found === null ? err('image.not-found') : ok(found.content)
}

async function wholeFile(service: DicomwebService, address: InstanceAddress, masked: boolean): Answer<ImageBody> {
  const file = await fileOf(service, address)
  if (!file.ok) return file
  const body = masked ? maskedFile(file.value) : file.value
  return body === null ? err('image.not-found') : ok({ mediaType: 'application/dicom', body })
}

/** The PDF within an Encapsulated PDF instance (PS3.3 A.45.1). */
async function documentOf(service: DicomwebService, address: InstanceAddress): Answer<ImageBody> {
  const file = await fileOf(service, address)
  if (!file.ok) return file
  const parsed = dicomParser.parseDicom(file.value)
  const held = parsed.elements['x00420011']
  if (held === undefined || parsed.string('x00420012')?.trim() !== 'application/pdf') return err('image.not-found')
  return ok({ mediaType: 'application/pdf', body: file.value.subarray(held.dataOffset, held.dataOffset + held.length) })
}

function renderedPath(address: InstanceAddress, { window, viewport, quality, frame }: Rendering): string {
  // Written by hand: Orthanc does not read an encoded comma. There are only numbers in it.
  const query = [
    ...(window === undefined ? [] : [`window=${window.centre},${window.width},linear`]),
    ...(viewport === undefined ? [] : [`viewport=${viewport.width},${viewport.height}`]),
    ...(quality === undefined ? [] : [`quality=${quality}`]),
  ].join('&')
  const at = frame === undefined ? '' : `/frames/${frame}`
  return `${instancePath(address)}${at}/rendered${query === '' ? '' : `?${query}`}`
}

async function rendered(service: DicomwebService, path: string): Answer<ImageBody> {
  const answer = await ask(service, path, { accept: 'image/jpeg' })
  if (!answer.ok) return answer
  return answer.value.body === null ? err('image.not-found') : ok({ mediaType: 'image/jpeg', body: answer.value.body })
}

function fetchImage(service: DicomwebService, pixels: Pixels, request: ImageRequest): Answer<ImageBody> {
  switch (request.kind) {
    case 'series-metadata':
      return metadata(service, seriesPath(request.address), request.masked === true)
    case 'instance-metadata':
      return metadata(service, instancePath(request.address), request.masked === true)
    case 'frame':
      return pixels.frame(request.address, request.frame, request.coding === 'compact')
    case 'rendered':
      return rendered(service, renderedPath(request.address, request.rendering))
    case 'file':
      return wholeFile(service, request.address, request.masked === true)
    case 'document':
      return documentOf(service, request.address)
  }
}

/** Frames, compressed for the line where the archive keeps them uncompressed and can do it. */
class Pixels {
  readonly #service: DicomwebService
  /** By series: whether its pixels gain from compression; bounded, and only a hint. */
  readonly #gains = new Map<string, boolean>()

  constructor(service: DicomwebService) {
    this.#service = service
  }

  async frame(address: InstanceAddress, frame: number, compact: boolean): Answer<ImageBody> {
    const path = `${instancePath(address)}/frames/${frame}`
    const key = seriesPath(address)
    if (compact && this.#gains.get(key) === true) {
      const packed = await this.#ask(path, asJpegLs, jpegLsLossless)
      if (packed.ok) return packed
      this.#gains.set(key, false)
    }
    const stored = await this.#stored(path)
    if (!stored.ok) return stored
    const found = firstPartOf(stored.value)
    if (found === null) return err('image.not-found')
    const syntax = /transfer-syntax="?([\d.]+)/.exec(found.contentType)?.[1] ?? '1.2.840.10008.1.2.1'
    if (compact && !this.#gains.has(key)) {
      this.#remember(key, uncompressed.has(syntax) && (await this.#isGrey(address)))
      if (this.#gains.get(key) === true) return this.frame(address, frame, true)
    }
    return ok(onePart(found.content, `${found.contentType.split(';')[0] ?? ''}; transfer-syntax=${syntax}`))
  }

  /** Some archives cannot cut a frame out of what is deflated or big endian, but can write it plainly first. */
  async #stored(path: string): Answer<Uint8Array> {
    const stored = await askBytes(this.#service, path, asStored)
    if (stored.ok || stored.error === 'image.not-found') return stored
    return askBytes(this.#service, path, asPlain)
  }

  async #ask(path: string, accept: string, syntax: string): Answer<ImageBody> {
    const answer = await askBytes(this.#service, path, accept)
    if (!answer.ok) return answer
    const found = firstPartOf(answer.value)
    return found === null ? err('image.not-found') : ok(onePart(found.content, `image/jls; transfer-syntax=${syntax}`))
  }

  // Colour is left as it is: decoders disagree on how its planes lie in JPEG-LS.
  async #isGrey(address: InstanceAddress): Promise<boolean> {
    const found = await askDatasets(this.#service, `${instancePath(address)}/metadata`)
    return found.ok && found.value[0] !== undefined && numberOf(found.value[0], '00280002', 1) === 1
  }

  #remember(key: string, gains: boolean): void {
    this.#gains.set(key, gains)
    const [oldest] = this.#gains.keys()
    if (this.#gains.size > mostRemembered && oldest !== undefined) this.#gains.delete(oldest)
  }
}

const failed = '00081198'
const referencedInstance = '00081155'

async function store(service: DicomwebService, files: readonly Uint8Array[]): Promise<Result<{ readonly refused: readonly string[] }, 'image.archive-unreachable'>> {
  if (files.length === 0) return ok({ refused: [] })
  const { body, contentType } = multipartOf(files)
  const answer = await ask(service, '/studies', { accept: dicomJson, method: 'POST', contentType, body })
  if (!answer.ok) return err('image.archive-unreachable')
  const report: unknown = await answer.value.json().catch(() => ({}))
  const [read] = datasets.safeParse([report].flat()).data ?? []
  const refused = datasets.safeParse(read?.[failed]?.Value ?? []).data ?? []
  return ok({ refused: refused.map((one) => textOf(one, referencedInstance)) })
}
