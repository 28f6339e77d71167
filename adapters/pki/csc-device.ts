import { createHash } from 'node:crypto'
import { z } from 'zod'
import { SigningRefused } from '#core/minutes/ports.ts'
import type { KeyDevice } from './outside-keys.ts'

export interface CscOptions {
  /** The service's base, up to and with `/csc/v2`. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Object identifiers by which the Cloud Signature Consortium names algorithms. */
const oid = { sha256: '2.16.840.1.101.3.4.2.1', ECDSA: '1.2.840.10045.4.3.2', RSA: '1.2.840.113549.1.1.11' } as const
const patience = 30_000

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number().default(300) })
const infoAnswer = z.object({ cert: z.object({ certificates: z.array(z.string()).min(1) }) })
const listAnswer = z.object({ credentialIDs: z.array(z.string()) })
const authorizeAnswer = z.object({ SAD: z.string() })
const signAnswer = z.object({ signatures: z.array(z.string()).min(1) })
const refusal = z.object({ error: z.string() })

/**
 * Remote signing by the Cloud Signature Consortium's API, version 2, which Vietnamese providers of remote signatures speak: the
 * platform sends the hash alone, the provider's HSM signs it once the person's PIN has authorised exactly that hash.
 */
export function makeCscDevice(options: CscOptions): KeyDevice<'csc'> & { credentials(userId: string): Promise<readonly string[]> } {
  const authorize = makeServiceToken(options)
  const ask = async <T>(path: string, body: object, answer: z.ZodType<T>): Promise<T> => {
    const headers = { authorization: `Bearer ${await authorize()}`, 'content-type': 'application/json' }
    return answered(await send(`${options.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }), answer)
  }
  return {
    credentials: async (userID) => (await ask('/credentials/list', { userID, maxResults: 100 }, listAnswer)).credentialIDs,
    certificate: async ({ credential }) => {
      const { cert } = await ask('/credentials/info', { credentialID: credential, certificates: 'single', certInfo: true, authInfo: true }, infoAnswer)
      return cert.certificates[0] === undefined ? null : Uint8Array.from(Buffer.from(cert.certificates[0], 'base64'))
    },
    sign: async ({ credential: credentialID }, { pin, data, algorithm }) => {
      const hashes = [createHash('sha256').update(data).digest('base64')]
      const about = { credentialID, hashes, hashAlgorithmOID: oid.sha256 }
      const { SAD } = await ask('/credentials/authorize', { ...about, numSignatures: 1, authData: [{ id: 'PIN', value: pin }] }, authorizeAnswer)
      const { signatures } = await ask('/signatures/signHash', { ...about, SAD, signAlgo: oid[algorithm] }, signAnswer)
      return Uint8Array.from(Buffer.from(signatures[0] ?? '', 'base64'))
    },
  }
}

/** The platform's own access to the service (OAuth 2, client credentials), kept until shortly before it ends. */
function makeServiceToken({ url, clientId, clientSecret }: CscOptions): () => Promise<string> {
  let kept: { readonly token: string; readonly until: number } | null = null
  return async () => {
    if (kept !== null && performance.now() < kept.until) return kept.token
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })
    const { access_token: token, expires_in: seconds } = await answered(await send(`${url}/oauth2/token`, { method: 'POST', body }), tokenAnswer)
    kept = { token, until: performance.now() + (seconds - 30) * 1_000 }
    return token
  }
}

const send = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) }).catch(() => {
    throw new SigningRefused('signing.device-unreachable')
  })

async function answered<T>(response: Response, shape: z.ZodType<T>): Promise<T> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = shape.safeParse(body)
  if (response.ok && parsed.success) return parsed.data
  const { error } = refusal.safeParse(body).data ?? { error: '' }
  if (error === 'invalid_pin' || error === 'invalid_auth_data') throw new SigningRefused('signing.wrong-pin')
  throw new SigningRefused(error === 'credential_locked' || error === 'pin_locked' ? 'signing.pin-locked' : 'signing.device-unreachable')
}
