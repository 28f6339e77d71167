import { createWorker, type types } from 'mediasoup'
import { openNativeReceiver, openNativeSender, type NativeReceiver } from '#sfu/test-native-peer.ts'
import { nativeCapabilities, videoParameters } from '#sfu/test-rtp.ts'
import type { Arrival, Plane } from './plane.ts'

const mediaCodecs: types.RouterRtpCodecCapability[] = [{ kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 }]

export interface PlaneOptions {
  readonly workerBin: string
  readonly mediaPort: number
  readonly ssrc: number
}

/** The baseline: mediasoup with nothing of ours around it, its worker driven from this process. */
export async function startBareRouter({ workerBin, mediaPort: port, ssrc }: PlaneOptions): Promise<Plane> {
  const worker = await createWorker({ workerBin, logLevel: 'none' })
  const ip = '127.0.0.1'
  const webRtcServer = await worker.createWebRtcServer({
    listenInfos: [
      { protocol: 'udp', ip, announcedAddress: ip, port },
      { protocol: 'tcp', ip, announcedAddress: ip, port },
    ],
  })
  const router = await worker.createRouter({ mediaCodecs })
  const openPath = (): Promise<types.WebRtcTransport> => router.createWebRtcTransport({ webRtcServer, preferUdp: true })
  const sending = await openPath()
  const rtpParameters = videoParameters(ssrc)
  const sender = openNativeSender(sending, { kind: 'video', rtpParameters })
  await sending.connect({ dtlsParameters: sender.dtlsParameters })
  const { id: producerId } = await sending.produce({ kind: 'video', rtpParameters })
  await sender.connected

  const consumers: types.Consumer[] = []
  const viewers: NativeReceiver[] = []
  const seatViewer = async (): Promise<Arrival> => {
    const asked = performance.now()
    const receiving = await openPath()
    const consumer = await receiving.consume({ producerId, rtpCapabilities: nativeCapabilities, paused: true })
    const viewer = openNativeReceiver(receiving, [{ kind: 'video', rtpParameters: consumer.rtpParameters }])
    const first = viewer.nextPacket()
    await receiving.connect({ dtlsParameters: viewer.dtlsParameters })
    await viewer.connected
    await consumer.resume()
    const firstPacketMs = (await first) - asked
    consumers.push(consumer)
    viewers.push(viewer)
    return { viewer, firstPacketMs }
  }
  return {
    name: 'bare router',
    workers: () => [worker.pid],
    attendants: () => [],
    sender,
    seatViewer,
    forwarded: async () => sumPackets(await Promise.all(consumers.map((consumer) => consumer.getStats()))),
    close: async () => {
      sender.close()
      viewers.forEach((viewer) => viewer.close())
      worker.close()
    },
  }
}

function sumPackets(stats: readonly (types.ConsumerStat | types.ProducerStat)[][]): number {
  const outbound = stats.flat().filter(({ type }) => type === 'outbound-rtp')
  return outbound.reduce((sum, { packetCount }) => sum + packetCount, 0)
}
