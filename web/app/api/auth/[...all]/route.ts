import { isOpenAuthPath } from '#web/server/auth-paths.ts'
import { portalAuth } from '#web/server/auth.ts'
import { portalLogger } from '#web/server/logger.ts'

async function handle(request: Request): Promise<Response> {
  if (!isOpenAuthPath(new URL(request.url).pathname)) return Response.json({ code: 'NOT_FOUND' }, { status: 404 })
  try {
    return await portalAuth().handler(request)
  } catch (cause) {
    portalLogger().error('auth.failed', { cause })
    return Response.json({ code: 'FAILED' }, { status: 500 })
  }
}

export { handle as GET, handle as POST }
