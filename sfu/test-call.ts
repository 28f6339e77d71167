import type { ProducerId } from '#contract/media-plane.ts'
import type { MediaKind } from '#contract/rtp.ts'
import { openNativeReceiver, openNativeSender, type NativeReceiver, type NativeSender } from './test-native-peer.ts'
import { throughRelay, type Relay } from './test-relay.ts'
import { audioParameters, nativeCapabilities, videoParameters } from './test-rtp.ts'
import type { TestSignaling } from './test-signaling.ts'

interface Speaks {
  readonly room: string
  readonly peer: string
  readonly kind?: MediaKind
  readonly source?: string
  readonly ssrc: number
  /** By which it reaches the SFU; straight where there is none. */
  readonly relay?: Relay
}

/** Seats a peer that sends one stream over a real connection. */
export async function seatSender(
  signaling: TestSignaling,
  { room, peer, ssrc, kind = 'video', source = 'camera', relay }: Speaks,
): Promise<{ producer: ProducerId; transport: string; sender: NativeSender }> {
  await signaling.demand('open-peer', { room, peer, capabilities: nativeCapabilities })
  const path = await signaling.demand('create-transport', { room, peer, direction: 'send' })
  const rtpParameters = kind === 'video' ? videoParameters(ssrc) : audioParameters(ssrc)
  const sender = openNativeSender(relay === undefined ? path : throughRelay(relay, path), { kind, rtpParameters })
  const { transport } = path
  await signaling.demand('connect-transport', { room, peer, transport, dtlsParameters: sender.dtlsParameters })
  const { producer } = await signaling.demand('produce', { room, peer, transport, kind, source, rtpParameters })
  await sender.connected
  return { producer, transport, sender }
}

/** Seats a peer that receives several streams over one real connection; they start when it is connected. */
export async function seatWatcher(
  signaling: TestSignaling,
  { room, peer, producers, quiet }: { readonly room: string; readonly peer: string; readonly producers: readonly string[]; readonly quiet: boolean },
): Promise<{ viewer: NativeReceiver; firstPacket: Promise<number> }> {
  const { paths } = await signaling.demand('open-peer', { room, peer, capabilities: nativeCapabilities, paths: true })
  if (paths === undefined) throw new Error('no paths were opened')
  const { transport } = paths.receive
  const consumers = await Promise.all(producers.map((producer) => signaling.demand('consume', { room, peer, transport, producer })))
  const viewer = openNativeReceiver(paths.receive, consumers, { quiet })
  await signaling.demand('connect-transport', { room, peer, transport, dtlsParameters: viewer.dtlsParameters })
  await viewer.connected
  const firstPacket = viewer.nextPacket()
  await Promise.all(consumers.map(({ consumer }) => signaling.demand('resume-consumer', { room, peer, consumer })))
  return { viewer, firstPacket }
}

/** Seats a peer that receives one stream over a real connection; the stream starts when it is connected. */
export async function seatViewer(
  signaling: TestSignaling,
  { room, peer, producer }: { readonly room: string; readonly peer: string; readonly producer: string },
): Promise<{ consumer: string; transport: string; viewer: NativeReceiver; firstPacket: Promise<number> }> {
  const { paths } = await signaling.demand('open-peer', { room, peer, capabilities: nativeCapabilities, paths: true })
  if (paths === undefined) throw new Error('no paths were opened')
  const path = paths.receive
  const { transport } = path
  const { consumer, kind, rtpParameters } = await signaling.demand('consume', { room, peer, transport, producer })
  const viewer = openNativeReceiver(path, [{ kind, rtpParameters }])
  await signaling.demand('connect-transport', { room, peer, transport, dtlsParameters: viewer.dtlsParameters })
  await viewer.connected
  const firstPacket = viewer.nextPacket()
  await signaling.demand('resume-consumer', { room, peer, consumer })
  return { consumer, transport, viewer, firstPacket }
}

export interface Pace {
  readonly stop: () => void
  /** Resolves when so many more packets have been sent. */
  readonly sent: (count: number) => Promise<void>
}

/** Sends packets at the given pace until stopped, a key frame wherever one was asked for, as an encoder does. */
export function keepSending(sender: NativeSender, next: (keyFrame?: boolean) => Buffer, everyMs = 10): Pace {
  let total = 0
  const waiting: { readonly at: number; readonly wake: () => void }[] = []
  const timer = setInterval(() => {
    sender.send(next(sender.takeKeyFrameRequest()))
    total += 1
    for (const { at, wake } of waiting) if (at === total) wake()
  }, everyMs)
  return {
    stop: () => clearInterval(timer),
    sent: (count) => new Promise((wake) => waiting.push({ at: total + count, wake })),
  }
}
