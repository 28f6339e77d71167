import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { z } from 'zod'
import { patientId } from '#contract/ids.ts'
import { largestUpload } from '#core/imaging/intake.ts'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { portal } from './compose.ts'
import { portalEnv } from './env.ts'
import { freeSpaceIn } from './free-space.ts'
import { portalLogger } from './logger.ts'
import { failureOf } from './outage.ts'
import { refusalStatus } from './refusal-status.ts'
import type { Viewer } from './session.ts'

const uploadsPath = '/api/uploads'
const dayMs = 86_400_000
const uploadId = z.uuid()

/** Where uploads lie until they have been looked at; nothing is ever served from there. */
const uploadsFolder = (): string => join(portalEnv().DATA_DIR, 'uploads')

interface Tus {
  readonly server: Server
  readonly handle: (request: Request, viewer: Viewer) => Promise<Response>
}

let opened: Tus | undefined

/** The protocol's own answer to a refusal: its status, and the code that the page puts into words. */
class UploadRefused extends Error {
  readonly status_code: number
  readonly body: string

  constructor(code: RefusalCode) {
    super(code)
    this.status_code = refusalStatus[code]
    this.body = code
  }
}

/** The resumable uploads (tus 1.0) of this process. */
export function resumableUploads(): Tus {
  return (opened ??= openUploads())
}

function openUploads(): Tus {
  const viewers = new WeakMap<object, Viewer>()
  const store = new FileStore({ directory: uploadsFolder(), expirationPeriodInMilliseconds: dayMs })
  const viewerOf = (request: { readonly headers: Headers }): Viewer => {
    const viewer = viewers.get(request)
    if (viewer === undefined) throw new UploadRefused('auth.signed-out')
    return viewer
  }
  const server = new Server({
    path: uploadsPath,
    datastore: store,
    maxSize: largestUpload,
    relativeLocation: true,
    respectForwardedHeaders: false,
    // The row is written first, and gives the upload its name: no file without somebody who answers for it.
    namingFunction: async (request, metadata) => {
      const patient = patientId.safeParse(metadata?.['patient'])
      const size = Number(request.headers.get('upload-length'))
      if (!patient.success || !Number.isSafeInteger(size)) throw new UploadRefused('request.invalid')
      const begun = await portal().beginUpload(viewerOf(request).actor, { patient: patient.data, size })
      if (!begun.ok) throw new UploadRefused(begun.error)
      return begun.value.id
    },
    onIncomingRequest: async (request, id) => {
      if (request.method === 'POST' || request.method === 'OPTIONS') return
      const found = uploadId.safeParse(id).success ? await portal().findUpload(viewerOf(request).actor, id) : { ok: false }
      if (!found.ok) throw new UploadRefused('upload.not-found')
    },
    onResponseError: (_request, fault) => {
      if (fault instanceof UploadRefused || !(fault instanceof Error)) return undefined
      const code = failureOf(fault)
      portalLogger().error('route.failed', { cause: fault, refusal: code })
      return code === 'portal.failed' ? undefined : { status_code: refusalStatus[code], body: code }
    },
  })
  const sweep = (): void => void server.cleanUpExpiredUploads().catch((cause: unknown) => portalLogger().error('route.failed', { cause }))
  setInterval(sweep, dayMs / 24).unref()
  return {
    server,
    handle: async (request, viewer) => {
      await freeSpaceIn(uploadsFolder())
      viewers.set(request, viewer)
      return server.handleWeb(request)
    },
  }
}
