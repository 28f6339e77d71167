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

/** Transfers more and more until one takes long enough to be believed; what the server itself takes is not the line's. */
async function rateOf(transfer: Transfer): Promise<number | null> {
  let rate: number | null = null
  try {
    // The first request may find the server cold.
    await transfer(1, AbortSignal.timeout(2 * atMost))
    const base = await timeOf(transfer, 1)
    const until = performance.now() + atMost
    for (let bytes = firstBytes; performance.now() < until; bytes = Math.min(mostBytes, bytes * 4)) {
      const took = Math.max(1, (await timeOf(transfer, bytes)) - base)
      rate = (bytes * 8_000) / took
      if (took >= longEnough || bytes === mostBytes) break
    }
  } catch {
    // Too slow to finish: the last transfer that did says what is known.
  }
  return rate
}

async function timeOf(transfer: Transfer, bytes: number): Promise<number> {
  const begun = performance.now()
  await transfer(bytes, AbortSignal.timeout(atMost))
  return performance.now() - begun
}
