import { isOpenAuthPath } from '#web/server/auth-paths.ts'
import { portalAuth } from '#web/server/auth.ts'
import { portalLogger } from '#web/server/logger.ts'
import { signInOutage } from '#web/server/outage.ts'
import { refuse } from '#web/server/route.ts'

/** The library answers whatever goes wrong behind it with a bare 500; an outage is told as one. */
async function failed(answer: Response): Promise<Response> {
  const outage = await signInOutage()
  return outage === null ? answer : refuse(outage)
}

async function handle(request: Request): Promise<Response> {
  if (!isOpenAuthPath(new URL(request.url).pathname)) return Response.json({ code: 'NOT_FOUND' }, { status: 404 })
  try {
    const answer = await portalAuth().handler(request)
    return answer.status === 500 ? await failed(answer) : answer
  } catch (cause) {
    portalLogger().error('auth.failed', { cause })
    return failed(Response.json({ code: 'FAILED' }, { status: 500 }))
  }
}

export { handle as GET, handle as POST }
