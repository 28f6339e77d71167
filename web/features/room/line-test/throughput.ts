/** Where bytes are fetched from and sent to; a route of the portal. */
export const loadAddress = '/api/line-test/load'

/** The most that is asked for at once; the portal gives and takes no more. */
export const mostBytes = 4_000_000
const firstBytes = 20_000
/** A transfer that took so long says enough, in milliseconds; and so long is tried at all. */
const longEnough = 700
const atMost = 6_000

type Transfer = (bytes: number, signal: AbortSignal) => Promise<void>

const fetchBytes: Transfer = async (bytes, signal) => {
  const response = await fetch(`${loadAddress}?bytes=${String(bytes)}`, { cache: 'no-store', signal })
  if (!response.ok) throw new Error(`answered ${String(response.status)}`)
  await response.arrayBuffer()
}

const sendBytes: Transfer = async (bytes, signal) => {
  const body = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(body.subarray(at, Math.min(bytes, at + 65_536)))
  const response = await fetch(loadAddress, { method: 'POST', body, signal, headers: { 'content-type': 'application/octet-stream' } })
  if (!response.ok) throw new Error(`answered ${String(response.status)}`)
}

/** Bits per second towards this computer, or null where it could not be measured. */
export const measureDown = (): Promise<number | null> => rateOf(fetchBytes)

/** Bits per second away from this computer, or null where it could not be measured. */
export const measureUp = (): Promise<number | null> => rateOf(sendBytes)

/** Transfers more and more until one takes long enough to be believed. */
async function rateOf(transfer: Transfer): Promise<number | null> {
  const until = performance.now() + atMost
  let rate: number | null = null
  for (let bytes = firstBytes; performance.now() < until; bytes = Math.min(mostBytes, bytes * 4)) {
    const begun = performance.now()
    try {
      await transfer(bytes, AbortSignal.timeout(atMost))
    } catch {
      return rate
    }
    const took = performance.now() - begun
    rate = (bytes * 8_000) / took
    if (took >= longEnough || bytes === mostBytes) return rate
  }
  return rate
}
