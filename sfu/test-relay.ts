import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { PathParameters } from './test-native-peer.ts'
import { isRtp } from './test-rtp.ts'

/** Stands between one native client and a media port; either sees it as the other. */
export interface Relay {
  /** Where the client finds it, on the IPv4 loopback. */
  readonly port: number
  /** Bytes of every encrypted media packet that has come from the media port. */
  readonly mediaSizes: readonly number[]
  /** Gives up both addresses without a word to either side: what still comes is answered by ICMP. Idempotent. */
  readonly cut: () => void
  /** Gives its place to the next client that sends, as a NAT gives an address and a port to somebody new; the former client is heard no more. */
  readonly passOn: () => void
  /** Gives it back to those who had it before. */
  readonly takeBack: () => void
}

/** The same way to the SFU by a relay that stands before its media port. */
export const throughRelay = ({ port }: Relay, path: PathParameters): PathParameters => ({
  ...path, iceCandidates: path.iceCandidates.map((candidate) => ({ ...candidate, address: '127.0.0.1', port })),
})

/** Opens a relay to a media port on a loopback address of either family. */
export async function openRelay({ address, port }: { readonly address: string; readonly port: number }): Promise<Relay> {
  const front = createSocket('udp4')
  const back = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  const mediaSizes: number[] = []
  const former = new Set<number>()
  let client = 0
  let open = true
  front.on('message', (datagram, from) => {
    if (former.has(from.port)) return
    client = from.port
    back.send(datagram)
  })
  back.on('message', (datagram) => {
    if (isRtp(datagram) && (datagram[0] ?? 0) >> 6 === 2) mediaSizes.push(datagram.length)
    if (open && client !== 0) front.send(datagram, client, '127.0.0.1')
  })
  // A media port that was closed before us.
  back.on('error', () => undefined)
  front.bind(0, '127.0.0.1')
  back.connect(port, address)
  await Promise.all([once(front, 'listening'), once(back, 'connect')])
  const cut = (): void => {
    if (!open) return
    open = false
    front.close()
    back.close()
  }
  const passOn = (): void => {
    former.add(client)
    client = 0
  }
  const takeBack = (): void => {
    former.clear()
    passOn()
  }
  return { port: front.address().port, mediaSizes, cut, passOn, takeBack }
}
