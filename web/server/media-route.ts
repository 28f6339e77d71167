import type { MediaFile } from '#core/imaging/view-media.ts'
import type { Result } from '#core/shared/result.ts'
import { answerFile } from './file-answer.ts'
import { refuse, visitorRoute } from './route.ts'
import type { Viewer } from './session.ts'
import { portalStore } from './store.ts'

interface Context {
  readonly params: Promise<{ readonly id: string; readonly media: string }>
}

interface Asked {
  readonly id: string
  readonly media: string
  readonly thumbnail: boolean
}

type Open = (viewer: Viewer, asked: Asked) => Promise<Result<MediaFile, 'file.not-found'>>

/** Declares a route that serves pictures, clips and documents, whole or in stretches. */
export const mediaRoute = (open: Open) =>
  visitorRoute<Context>(async ({ viewer, request, context }) => {
    const { id, media } = await context.params
    const found = await open(viewer, { id, media, thumbnail: new URL(request.url).searchParams.has('thumbnail') })
    if (!found.ok) return refuse(found.error)
    const { file } = found.value
    const answer = await answerFile(found.value, request.headers, (from, length) => portalStore().read(viewer.actor, ({ files }) => files.piece(file, from, length)))
    return answer ?? refuse('file.not-found')
  })
