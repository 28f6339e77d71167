import { createWorker, type types } from 'mediasoup'
import { openNativeReceiver, openNativeSender } from '#sfu/test-native-peer.ts'
import { nativeCapabilities, videoParameters } from '#sfu/test-rtp.ts'
import type { Arrival, MediaSender, MediaViewer, Plane, PlaneOptions, Seat } from './plane.ts'

const mediaCodecs: types.RouterRtpCodecCapability[] = [{ kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 }]

/** mediasoup as it is published, with nothing of ours around it: its worker driven from this process, datagrams sent one by one. */
export async function startBareRouter({ workerBin, mediaPort: port, ssrcs }: PlaneOptions): Promise<Plane> {
  const worker = await sendingOneByOne(() => createWorker({ workerBin, logLevel: 'none' }))
  const ip = '127.0.0.1'
  const webRtcServer = await worker.createWebRtcServer({
    listenInfos: [
      { protocol: 'udp', ip, announcedAddress: ip, port },
      { protocol: 'tcp', ip, announcedAddress: ip, port },
    ],
  })
  const router = await worker.createRouter({ mediaCodecs })
  const openPath = (): Promise<types.WebRtcTransport> => router.createWebRtcTransport({ webRtcServer, preferUdp: true })
  const senders: MediaSender[] = []
  const producers: string[] = []
  for (const ssrc of ssrcs) {
    const path = await openPath()
    const rtpParameters = videoParameters(ssrc)
    const sender = openNativeSender(path, { kind: 'video', rtpParameters })
    await path.connect({ dtlsParameters: sender.dtlsParameters })
    producers.push((await path.produce({ kind: 'video', rtpParameters })).id)
    await sender.connected
    senders.push(sender)
  }

  const viewers: MediaViewer[] = []
  const seatViewer = async ({ sources, quiet }: Seat): Promise<Arrival> => {
    const asked = performance.now()
    const receiving = await openPath()
    const watched = producers.filter((_, index) => sources.includes(index))
    const consumers = await Promise.all(watched.map((producerId) => receiving.consume({ producerId, rtpCapabilities: nativeCapabilities, paused: true })))
    const streams = consumers.map(({ rtpParameters }) => ({ kind: 'video' as const, rtpParameters }))
    const viewer = openNativeReceiver(receiving, streams, { quiet })
    const first = viewer.nextPacket()
    await receiving.connect({ dtlsParameters: viewer.dtlsParameters })
    await viewer.connected
    await Promise.all(consumers.map((consumer) => consumer.resume()))
    viewers.push(viewer)
    const leave = async (): Promise<void> => {
      viewer.close()
      receiving.close()
    }
    return { viewer, firstPacketMs: quiet ? NaN : (await first) - asked, leave }
  }
  return {
    name: 'mediasoup',
    workers: () => [worker.pid],
    attendants: () => [],
    senders,
    seatViewer,
    close: async () => {
      senders.forEach((sender) => sender.close())
      viewers.forEach((viewer) => viewer.close())
      worker.close()
    },
  }
}

/** Starts a worker whose datagrams leave one by one, as the published one's do. */
async function sendingOneByOne<T>(start: () => Promise<T>): Promise<T> {
  const before = process.env['SFU_UDP_SEGMENT']
  process.env['SFU_UDP_SEGMENT'] = 'false'
  try {
    return await start()
  } finally {
    if (before === undefined) delete process.env['SFU_UDP_SEGMENT']
    else process.env['SFU_UDP_SEGMENT'] = before
  }
}
