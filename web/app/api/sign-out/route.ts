import { headers } from 'next/headers'
import { portalAuth } from '#web/server/auth.ts'
import { portal } from '#web/server/compose.ts'
import { fromOwnPages, refuse, refuseThrown } from '#web/server/route.ts'
import { currentVisit } from '#web/server/session.ts'

/**
 * Ends this session, and has the browser forget the pictures that it keeps: whoever comes next to this machine may be somebody else.
 * Cookies and storage stay: the room's machine, the trusted device, the language, choices of screen, and the worker that wakes whoever is
 * on duty; nothing of a patient is among them.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!fromOwnPages(request)) return await refuse('request.foreign-origin')
    const visit = await currentVisit()
    if (visit.state === 'signed-in' && visit.viewer.device !== undefined) await portal().recordAtDevice(visit.viewer.device, visit.viewer.actor.practitioner, 'left')
    await portalAuth().api.signOut({ headers: await headers() })
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store', 'Clear-Site-Data': '"cache"' } })
  } catch (cause) {
    return refuseThrown(cause)
  }
}
