import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto'
import { EncryptJWT, jwtDecrypt, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { ClientScope, SystemClient } from '#core/interop/system-client.ts'
import { clientScopes, grantedScopes } from '#core/interop/system-client.ts'
import type { ClientId, Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'

/** How long a token is worth something; a revoked client's is worth nothing at once. */
export const tokenSeconds = 600
const querySeconds = 3_600

/** Tokens are few, a client's at a time; whoever makes up more makes the portal ask again, no more. */
const mostLookers = 1_000

/** Whom a token names, until when. */
interface Holder {
  readonly client: SystemClient
  readonly until: number
}

interface TokenPorts {
  readonly secret: string
  readonly clientAtDoor: (id: ClientId) => Promise<SystemClient | null>
  readonly digest: (text: string) => Sha256
  readonly now: () => number
}

export interface Grant {
  readonly token: string
  readonly scopes: readonly ClientScope[]
}

const claims = z.object({ sub: z.uuid().transform((raw) => brandId<ClientId>(raw)), scope: z.string(), exp: z.int() })
const conditions = z.array(z.tuple([z.string(), z.string()]))
const uuid = z.uuid().transform((raw) => brandId<ClientId>(raw))

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4) for the systems that a hospital has let in. */
export function makeClientTokens({ secret, clientAtDoor, digest, now }: TokenPorts) {
  // Keys of their own, so that none of these tokens can pass for a ticket or a session.
  const keyOf = (use: string): KeyObject => createSecretKey(createHmac('sha256', secret).update(`fhir:${use}`).digest())
  const [signing, sealing] = [keyOf('token'), keyOf('query')]
  const known = async (rawId: string): Promise<SystemClient | null> => {
    const id = uuid.safeParse(rawId)
    const client = id.success ? await clientAtDoor(id.data) : null
    return client === null || client.revokedAt !== null ? null : client
  }
  const lookers = new Map<string, Holder>()
  const holderOf = async (token: string): Promise<Holder | null> => {
    const verified = await jwtVerify(token, signing, { audience: 'fhir', algorithms: ['HS256'], currentDate: new Date(now()) }).catch(() => null)
    const parsed = claims.safeParse(verified?.payload)
    const client = parsed.success ? await known(parsed.data.sub) : null
    if (client === null || !parsed.success) return null
    const carried = parsed.data.scope.split(' ')
    const scopes = clientScopes.filter((scope) => carried.includes(scope) && client.scopes.includes(scope))
    return { client: { ...client, scopes }, until: parsed.data.exp * 1_000 }
  }
  return {
    grant: async (rawId: string, clientSecret: string, asked: readonly string[]): Promise<Result<Grant, 'fhir.wrong-client' | 'fhir.unknown-scope'>> => {
      const client = await known(rawId)
      if (client === null || !sameText(digest(clientSecret), client.secretDigest)) return err('fhir.wrong-client')
      const scopes = grantedScopes(client.scopes, asked)
      if (scopes.length === 0) return err('fhir.unknown-scope')
      const token = await new SignJWT({ scope: scopes.join(' ') })
        .setProtectedHeader({ alg: 'HS256' }).setSubject(client.id).setAudience('fhir').setIssuedAt().setExpirationTime(`${tokenSeconds}s`).sign(signing)
      return ok({ token, scopes })
    },
    /** The client behind a token, with the scopes that the token carries and the client still holds. */
    clientOf: async (token: string): Promise<SystemClient | null> => (await holderOf(token))?.client ?? null,
    /**
     * The same as it was when the token was first shown: a client never changes but that it is revoked. Only for looks, which ask
     * that with the same stroke in which they are recorded.
     */
    lookerOf: async (token: string): Promise<SystemClient | null> => {
      const seen = lookers.get(token)
      if (seen !== undefined && now() < seen.until) return seen.client
      const holder = await holderOf(token)
      lookers.delete(token)
      if (holder === null) return null
      if (lookers.size >= mostLookers) lookers.clear()
      lookers.set(token, holder)
      return holder.client
    },
    /** The conditions of a search as an address may carry them: nobody else reads whom was asked for. */
    seal: (client: SystemClient, asked: z.output<typeof conditions>): Promise<string> =>
      new EncryptJWT({ asked }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).setSubject(client.id)
        .setIssuedAt().setExpirationTime(`${querySeconds}s`).encrypt(sealing),
    unseal: async (client: SystemClient, sealed: string): Promise<z.output<typeof conditions> | null> => {
      const opened = await jwtDecrypt(sealed, sealing, { subject: client.id }).catch(() => null)
      const parsed = conditions.safeParse(opened?.payload['asked'])
      return parsed.success ? parsed.data : null
    },
  }
}

export type ClientTokens = ReturnType<typeof makeClientTokens>
