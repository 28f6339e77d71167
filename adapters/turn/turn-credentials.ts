import { createHmac } from 'node:crypto'
import type { Clock } from '#core/shared/clock.ts'

export interface TurnOptions {
  readonly secret: string
  readonly urls: readonly string[]
  readonly clock: Clock
}

/** A relay and the words that open it, as browsers take them. */
export interface RelayAccess {
  readonly urls: string[]
  readonly username: string
  readonly credential: string
}

/** Long enough for a slow joining and for every repair until the next one; a running call outlives it. */
const validSeconds = 3_600

/**
 * Makes short-lived credentials in the way that coturn checks with its shared secret (draft-uberti-behave-turn-rest):
 * the user is the time of expiry and an opaque word, the password a MAC over it. Nobody's name reaches the relay.
 */
export const makeRelayAccess =
  ({ secret, urls, clock }: TurnOptions) =>
  (bearer: string): RelayAccess => {
    const username = `${String(Math.floor(clock().getTime() / 1_000) + validSeconds)}:${bearer}`
    // RFC 8489 fixes SHA-1 for the message integrity of this mechanism.
    return { urls: [...urls], username, credential: createHmac('sha1', secret).update(username).digest('base64') }
  }
