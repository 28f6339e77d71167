import type { Clock } from '#core/shared/clock.ts'
import { SignJWT } from 'jose'

/** What somebody who holds a LiveKit token may do, as LiveKit spells it. */
export interface VideoGrant {
  readonly room?: string
  readonly roomCreate?: boolean
  readonly roomList?: boolean
  readonly roomAdmin?: boolean
  readonly roomJoin?: boolean
  readonly canSubscribe?: boolean
  readonly canPublish?: boolean
  readonly canPublishData?: boolean
  readonly canPublishSources?: readonly string[]
  readonly canUpdateOwnMetadata?: boolean
}

export interface LiveKitKey {
  readonly key: string
  readonly secret: string
  readonly clock: Clock
}

interface Token {
  readonly grant: VideoGrant
  /** The participant's name to the LiveKit server: opaque, never a person's. */
  readonly identity?: string
  readonly seconds: number
}

/** Signs an access token as a LiveKit server checks it (JWT, HS256; issuer is the API key). */
export function signAccessToken({ key, secret, clock }: LiveKitKey, { grant, identity, seconds }: Token): Promise<string> {
  const now = Math.floor(clock().getTime() / 1_000)
  const token = new SignJWT({ video: grant })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(key)
    // Two machines' clocks are seldom the same.
    .setNotBefore(now - 10)
    .setExpirationTime(now + seconds)
  if (identity !== undefined) token.setSubject(identity).setJti(identity)
  return token.sign(new TextEncoder().encode(secret))
}
