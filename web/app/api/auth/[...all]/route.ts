import { portalAuth } from '#web/server/auth.ts'

const handle = (request: Request): Promise<Response> => portalAuth().handler(request)

export { handle as GET, handle as POST }
