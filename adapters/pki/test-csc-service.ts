import { constants, privateEncrypt, randomUUID, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TestCredential {
  readonly id: string
  readonly user: string
  readonly pin: string
  /** DER. */
  readonly certificate: Uint8Array
  /** RSA. */
  readonly key: KeyObject
}

export interface TestCscService {
  readonly url: string
  /** Every path that was asked, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
const client = { id: 'lien-vien', secret: 'client-secret' } as const
type Body = Readonly<Record<string, unknown>>
type Reply = readonly [status: number, body: object]

/**
 * A remote signing service as the Cloud Signature Consortium's API 2.0 has it: OAuth 2 for the client, a PIN for each signature,
 * signature activation data that open the key once and for exactly the hashes that were authorised.
 */
export async function openTestCscService(credentials: readonly TestCredential[]): Promise<TestCscService> {
  const tokens = new Set<string>()
  const activations = new Map<string, { readonly credential: string; readonly hashes: string }>()
  const asked: string[] = []
  const of = (body: Body): TestCredential | undefined => credentials.find(({ id }) => id === body['credentialID'])

  const authorize = (body: Body): Reply => {
    const one = of(body)
    if (one === undefined) return [400, { error: 'invalid_request' }]
    const [{ id, value } = { id: '', value: '' }] = (body['authData'] ?? []) as readonly { readonly id: string; readonly value: string }[]
    if (id !== 'PIN' || value !== one.pin) return [400, { error: 'invalid_pin', error_description: 'The PIN is invalid' }]
    const SAD = randomUUID()
    activations.set(SAD, { credential: one.id, hashes: JSON.stringify(body['hashes']) })
    return [200, { SAD, expiresIn: 60 }]
  }
  const signHash = (body: Body): Reply => {
    const [one, given] = [of(body), activations.get(String(body['SAD']))]
    activations.delete(String(body['SAD']))
    const fits = one !== undefined && given?.credential === one.id && given.hashes === JSON.stringify(body['hashes'])
    if (!fits || body['signAlgo'] !== '1.2.840.113549.1.1.11') return [400, { error: 'invalid_request' }]
    const hashes = body['hashes'] as readonly string[]
    const sign = (hash: string): string => privateEncrypt({ key: one.key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([digestInfo, Buffer.from(hash, 'base64')])).toString('base64')
    return [200, { signatures: hashes.map(sign) }]
  }
  const info = (body: Body): Reply => {
    const one = of(body)
    return one === undefined
      ? [400, { error: 'invalid_request' }]
      : [200, { key: { status: 'enabled', algo: ['1.2.840.113549.1.1.11'], len: 2048 }, cert: { status: 'valid', certificates: [Buffer.from(one.certificate).toString('base64')] }, auth: { mode: 'explicit' }, multisign: 1 }]
  }
  const token = (form: URLSearchParams): Reply => {
    if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret) return [401, { error: 'invalid_client' }]
    const access = randomUUID()
    tokens.add(access)
    return [200, { access_token: access, token_type: 'Bearer', expires_in: 3600 }]
  }
  const routes: Readonly<Record<string, (body: Body) => Reply>> = {
    '/credentials/list': (body) => [200, { credentialIDs: credentials.filter(({ user }) => user === body['userID']).map(({ id }) => id) }],
    '/credentials/info': info, '/credentials/authorize': authorize, '/signatures/signHash': signHash,
  }
  const reply = (request: IncomingMessage, text: string): Reply => {
    const path = (request.url ?? '').replace('/csc/v2', '')
    asked.push(path)
    if (path === '/oauth2/token') return token(new URLSearchParams(text))
    if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', ''))) return [401, { error: 'invalid_token' }]
    return routes[path]?.(JSON.parse(text) as Body) ?? [404, { error: 'invalid_request' }]
  }
  return { ...(await listen(reply)), asked }
}

async function listen(reply: (request: IncomingMessage, text: string) => Reply): Promise<Pick<TestCscService, 'url' | 'close'>> {
  const server = createServer((request, response: ServerResponse) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    request.on('end', () => {
      const [status, body] = reply(request, text)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

/** What the service knows the platform by. */
export const testCscClient = { clientId: client.id, clientSecret: client.secret }
