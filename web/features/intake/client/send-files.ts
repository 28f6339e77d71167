import { Upload } from 'tus-js-client'
import type { IntakeOutcome } from '#core/imaging/intake.ts'
import { largestUpload } from '#core/imaging/intake.ts'
import { oneZip } from './one-zip.ts'
import type { PlacedFile } from './one-zip.ts'

/** How far the sending is. */
export type Sending =
  | { readonly step: 'packing'; readonly done: number; readonly of: number }
  | { readonly step: 'sending'; readonly done: number; readonly of: number }
  | { readonly step: 'waiting'; readonly done: number; readonly of: number }
  | { readonly step: 'checking' }

export type Sent = { readonly ok: true; readonly outcome: IntakeOutcome } | { readonly ok: false; readonly code: string }

interface Options {
  readonly patient: string
  readonly onStep: (step: Sending) => void
  readonly signal: AbortSignal
}

// Small enough to pass a thin line before any proxy loses patience; what has come is never sent twice.
const pieceBytes = 2 * 1024 ** 2
const retryAfterMs = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 30_000, 30_000, 60_000, 60_000, 60_000]

/** The same files for the same patient are the same upload, so that a page that was closed takes up where it was; names stay out of it. */
async function markOf(patient: string, files: readonly PlacedFile[]): Promise<string> {
  const facts = files.map(({ path, file }) => `${path}\0${file.size}\0${file.lastModified}`).sort()
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode([patient, ...facts].join('\n')))
  return `lv-upload-${[...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

const codes = /^(upload|patient|request|auth)\.[a-z-]+$/

function send(blob: Blob, mark: string, { patient, onStep, signal }: Options): Promise<{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string }> {
  return new Promise((resolve) => {
    let accepted = 0
    const upload = new Upload(blob, {
      endpoint: '/api/uploads',
      metadata: { patient },
      chunkSize: pieceBytes,
      retryDelays: retryAfterMs,
      fingerprint: () => Promise.resolve(mark),
      removeFingerprintOnSuccess: true,
      onProgress: (done) => onStep({ step: 'sending', done, of: blob.size }),
      onChunkComplete: (_size, done) => (accepted = done),
      onShouldRetry: (fault) => {
        const status = fault.originalResponse?.getStatus() ?? 0
        const again = status === 0 || status === 409 || status === 423 || status >= 500
        if (again && status !== 507) onStep({ step: 'waiting', done: accepted, of: blob.size })
        return again && status !== 507
      },
      onSuccess: () => resolve({ ok: true, id: upload.url?.split('/').at(-1) ?? '' }),
      onError: (fault) => {
        const response = 'originalResponse' in fault ? fault.originalResponse : null
        const said = response?.getBody().trim() ?? ''
        resolve({ ok: false, code: codes.test(said) ? said : response?.getStatus() === 413 ? 'upload.too-large' : 'upload.not-found' })
      },
    })
    signal.addEventListener('abort', () => void upload.abort(), { once: true })
    void upload.findPreviousUploads().then((previous) => {
      const [last] = previous
      if (last !== undefined) upload.resumeFromPreviousUpload(last)
      upload.start()
    })
  })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks what became of the upload; the question may be put again, the work is done once. */
async function outcomeOf(id: string): Promise<Sent> {
  for (const wait of retryAfterMs) {
    await pause(wait)
    const response = await fetch(`/api/uploads/${id}/import`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).catch(() => null)
    const answer = (await response?.json().catch(() => null)) as { ok: true; value: IntakeOutcome } | { ok: false; code: string } | null | undefined
    if (answer?.ok === true) return { ok: true, outcome: answer.value }
    if (answer?.ok === false && response !== null && response.status < 500) return { ok: false, code: answer.code }
  }
  return { ok: false, code: 'portal.failed' }
}

const zipMark = [0x50, 0x4b, 0x03, 0x04]

/** A zip goes as it is; anything else is put into one, with the name that its sender gave it. */
async function packed(files: readonly PlacedFile[], { onStep }: Options): Promise<Blob> {
  const [first] = files
  const head = first === undefined ? [] : [...new Uint8Array(await first.file.slice(0, zipMark.length).arrayBuffer())]
  if (first !== undefined && files.length === 1 && zipMark.every((byte, at) => head[at] === byte)) return first.file
  return oneZip(files, (done) => onStep({ step: 'packing', done, of: files.length }))
}

/** Sends files for a patient as one upload, takes it up again after a cut, and tells what became of them. */
export async function sendFiles(files: readonly PlacedFile[], options: Options): Promise<Sent> {
  const [single] = files
  if (single === undefined) return { ok: false, code: 'upload.empty' }
  // Said before the first byte goes: a thin line must not carry for an hour what is refused at its end.
  const total = files.reduce((sum, { file }) => sum + file.size, 0)
  if (total > largestUpload) return { ok: false, code: 'upload.too-large' }
  if (total === 0) return { ok: false, code: 'upload.empty' }
  const blob = await packed(files, options).catch(() => null)
  if (blob === null) return { ok: false, code: 'upload.empty' }
  const sent = await send(blob, await markOf(options.patient, files), options)
  if (!sent.ok) return sent
  options.onStep({ step: 'checking' })
  return outcomeOf(sent.id)
}
