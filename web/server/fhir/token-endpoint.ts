import { readBoundedText } from '#web/server/bounded-body.ts'
import type { ClientTokens } from './client-token.ts'
import { tokenSeconds } from './client-token.ts'

const headers = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }
const refuse = (error: 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope', status: 400 | 401): Response =>
  Response.json({ error }, { status, headers: { ...headers, ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="fhir"' }) } })

/** The client's id and secret, from the header (RFC 6749 §2.3.1, preferred) or the form. */
function credentialsOf(request: Request, form: URLSearchParams): readonly [string, string] {
  const [, encoded] = /^Basic (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (encoded === undefined) return [form.get('client_id') ?? '', form.get('client_secret') ?? '']
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const at = text.indexOf(':')
  return [text.slice(0, at), text.slice(at + 1)]
}

/** Gives a token for ten minutes to a system that proves who it is. */
export async function answerTokenRequest(tokens: ClientTokens, request: Request): Promise<Response> {
  const form = new URLSearchParams((await readBoundedText(request, 10_000)) ?? '')
  if (form.get('grant_type') !== 'client_credentials') return refuse('unsupported_grant_type', 400)
  const [id, secret] = credentialsOf(request, form)
  const granted = await tokens.grant(id, secret, (form.get('scope') ?? '').split(' ').filter((scope) => scope !== ''))
  if (!granted.ok) return granted.error === 'fhir.wrong-client' ? refuse('invalid_client', 401) : refuse('invalid_scope', 400)
  const { token, scopes } = granted.value
  return Response.json({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds, scope: scopes.join(' ') }, { headers })
}
