import { answerFhirRequest } from '#web/server/fhir/fhir-server.ts'

const answer = async (request: Request, { params }: { readonly params: Promise<{ readonly path?: string[] }> }): Promise<Response> =>
  answerFhirRequest(request, (await params).path ?? [])

export { answer as GET, answer as POST, answer as PUT, answer as PATCH, answer as DELETE }
