import { fromOwnPages, refuse, refuseThrown } from './route.ts'
import { currentVisit, refusalOfVisit } from './session.ts'
import { resumableUploads } from './uploads.ts'

/** Hands one request of the upload protocol to its server, for somebody who is signed in and comes from our own pages. */
export async function uploadRoute(request: Request): Promise<Response> {
  try {
    if (!fromOwnPages(request)) return await refuse('request.foreign-origin')
    const visit = await currentVisit()
    if (visit.state !== 'signed-in') return await refuse(refusalOfVisit(visit))
    const answer = await resumableUploads().handle(request, visit.viewer)
    const headers = new Headers(answer.headers)
    headers.set('Cache-Control', 'no-store')
    return new Response(answer.body, { status: answer.status, headers })
  } catch (cause) {
    return refuseThrown(cause)
  }
}
