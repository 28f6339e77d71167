import { request as requestHttps } from 'node:https'
import { request as requestHttp } from 'node:http'

/** What a component's health address said: nothing, an answer that is not well, or well. */
export type Probe = 'silent' | 'answering' | 'up'

const answerWithinMs = 5_000
const betweenMs = 100

/** Asks once. Certificates are not checked: the address is our own and on loopback. */
export function probe(url: string, authorization?: string): Promise<Probe> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const asked = request(url, { timeout: answerWithinMs, rejectUnauthorized: false, headers: authorization === undefined ? {} : { authorization } }, (response) => {
      response.resume()
      resolve(response.statusCode === 200 ? 'up' : 'answering')
    })
    asked.once('timeout', () => asked.destroy())
    asked.once('error', () => resolve('silent'))
    asked.end()
  })
}

export interface Patience {
  readonly withinMs: number
  /** `answering`: the process listens. `up`: it and everything it needs are well. */
  readonly until: 'answering' | 'up'
  /** Ends the wait early, e.g. because the process has died. */
  readonly signal: AbortSignal
  readonly authorization?: string | undefined
}

/** Asks until the component is as wanted; returns false when the time or the signal ended the wait. */
export async function waitForHealth(url: string, { withinMs, until, signal, authorization }: Patience): Promise<boolean> {
  const deadline = performance.now() + withinMs
  while (!signal.aborted && performance.now() < deadline) {
    const found = await probe(url, authorization)
    if (found === 'up' || (found === 'answering' && until === 'answering')) return true
    await new Promise((resolve) => setTimeout(resolve, betweenMs))
  }
  return false
}
