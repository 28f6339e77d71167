import { AddTrackRequest, TrackSource, TrackType, UpdateSubscription } from '@livekit/protocol'
import { runLiveKit } from '#signaling/media/test-livekit.ts'
import { LiveKitParticipant } from './livekit-participant.ts'
import { PlaneAbsent, type Arrival, type MediaSender, type MediaViewer, type Plane, type PlaneOptions, type Seat } from './plane.ts'
import { openSdpSender, openSdpViewer, type SdpViewer } from './sdp-peer.ts'

const address = '127.0.0.1'
const room = 'bench'
/** What the native sender calls its track in its offer. */
const cid = 'native'

/**
 * livekit-server as it is published, with its own settings but for addresses, and for congestion control, which the
 * others are without too. By these its pacer passes packets on as they come and writes one by one (`batch_io` is not set).
 */
export async function startLiveKit({ mediaPort, ssrcs }: PlaneOptions): Promise<Plane> {
  const binary = process.env['LIVEKIT_SERVER_BIN'] ?? ''
  if (binary === '') throw new PlaneAbsent('LiveKit: absent is livekit-server, which LIVEKIT_SERVER_BIN would name')
  // As many ports as it takes: one for each core.
  const rtc = { tcp_port: 0, udp_port: `${mediaPort}-${mediaPort + 9}`, ips: { includes: [`${address}/32`] }, congestion_control: { enabled: false } }
  const server = await runLiveKit(binary, { rtc, room: { auto_create: true } })
  const participants = new Set<LiveKitParticipant>()
  const join = async (identity: string, { publishes, autoSubscribe = false }: { readonly publishes: boolean; readonly autoSubscribe?: boolean }): Promise<LiveKitParticipant> => {
    const grant = { room, roomJoin: true, canPublish: publishes, canSubscribe: !publishes, canPublishData: false }
    const participant = await LiveKitParticipant.join({ settings: server.settings, identity, grant, autoSubscribe })
    participants.add(participant)
    return participant
  }

  const senders: MediaSender[] = []
  const tracks: string[] = []
  for (const [index, ssrc] of ssrcs.entries()) {
    const participant = await join(`sender-${index}`, { publishes: true })
    const camera = new AddTrackRequest({ cid, type: TrackType.VIDEO, source: TrackSource.CAMERA, width: 640, height: 480 })
    const agree = async (offer: string): Promise<string> => {
      tracks.push(await participant.publish(camera))
      return participant.offer(offer)
    }
    senders.push(await openSdpSender({ ssrc, address }, agree))
  }

  const viewers = new Set<MediaViewer>()
  let asking = 0
  const seatViewer = async ({ sources, quiet }: Seat): Promise<Arrival> => {
    asking += 1
    const asked = performance.now()
    // Who watches everybody need not name them, and has them in the first offer.
    const autoSubscribe = sources.length === tracks.length
    const participant = await join(`viewer-${asking}`, { publishes: false, autoSubscribe })
    if (!autoSubscribe) participant.subscribe(new UpdateSubscription({ trackSids: tracks.filter((_, index) => sources.includes(index)), subscribe: true }))
    const { viewer, connected } = await watch(participant, { pictures: sources.length, quiet })
    viewers.add(viewer)
    const first = viewer.nextPacket()
    await connected
    const leave = async (): Promise<void> => {
      viewer.close()
      viewers.delete(viewer)
      participants.delete(participant)
      await participant.leave()
    }
    return { viewer, firstPacketMs: quiet ? NaN : (await first) - asked, leave }
  }
  return {
    name: 'LiveKit',
    workers: () => [server.pid() ?? 0],
    attendants: () => [],
    senders,
    seatViewer,
    close: async () => {
      senders.forEach((sender) => sender.close())
      viewers.forEach((viewer) => viewer.close())
      await Promise.all(Array.from(participants, (participant) => participant.leave()))
      await server.close()
    },
  }
}

/** Answers offers until as many pictures are in them as are watched. */
async function watch(participant: LiveKitParticipant, { pictures, quiet }: { readonly pictures: number; readonly quiet: boolean }): Promise<SdpViewer> {
  let opened: SdpViewer | undefined
  let offered = 0
  const agree = async (offer: string): Promise<string> => {
    offered = offer.match(/^m=video/gm)?.length ?? 0
    if (opened) return opened.agree(offer)
    opened = await openSdpViewer(offer, { address, quiet })
    return opened.answer
  }
  while (!opened || offered < pictures) await participant.answer(agree)
  return opened
}
