import type { JWTPayload } from 'jose'

/** The tickets that have been used and could still be shown again. */
export class SpentTickets {
  readonly #since: number
  readonly #expiryOf = new Map<string, number>()

  constructor(since: Date) {
    this.#since = Math.floor(since.getTime() / 1000)
  }

  /** Marks the ticket as used; false when it was used before, or may have been before this process started. */
  spend({ jti, exp, iat }: JWTPayload, now: Date): boolean {
    if (jti === undefined || exp === undefined || iat === undefined) return false
    // Nobody remembers what an earlier process had let in, so its tickets count as used; the portal issues another at once.
    if (iat < this.#since || this.#expiryOf.has(jti)) return false
    this.#forgetExpired(now.getTime() / 1000)
    this.#expiryOf.set(jti, exp)
    return true
  }

  #forgetExpired(now: number): void {
    for (const [jti, exp] of this.#expiryOf) if (exp < now) this.#expiryOf.delete(jti)
  }
}
