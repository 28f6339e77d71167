import { presentWorker } from '#infra/media-worker/locate.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'

interface Answer {
  readonly mediaWorker?: string
  readonly mediaWorkerProblem?: string
}

/** Path of the media worker: asked of the set-up, which may still be building it, or found when there is none above us. */
export function awaitMediaWorker(): Promise<string> {
  if (process.send === undefined) {
    const present = presentWorker()
    return present === undefined
      ? Promise.reject(new StartProblem('Tiến trình media: chưa có; hãy chạy npm start.'))
      : Promise.resolve(present)
  }
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  process.on('message', ({ mediaWorker, mediaWorkerProblem }: Answer) => {
    if (mediaWorker !== undefined) resolve(mediaWorker)
    if (mediaWorkerProblem !== undefined) reject(new StartProblem(mediaWorkerProblem))
  })
  process.send({ ask: 'media-worker' })
  // Its failure is met where it is awaited.
  promise.catch(() => undefined)
  return promise
}
