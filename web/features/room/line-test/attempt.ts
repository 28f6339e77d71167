import type { InputOf, OutputOf } from '#contract/define.ts'
import type { lineTestRequests } from '#contract/line-test.ts'
import type { MediaPath } from '#contract/media.ts'
import { dtlsParameters as dtlsSchema, rtpCapabilities as capabilitiesSchema, rtpParameters as parametersSchema, type DtlsParameters } from '#contract/rtp.ts'
import { streamId } from '#contract/room.ts'
import type { Device, types } from 'mediasoup-client'
import { engineParameters } from '../client/engine-parameters.ts'

type Requests = typeof lineTestRequests
/** Asks, and throws the refusal's code: a test knows no half success. */
export type AskTest = <K extends keyof Requests>(event: K, input: InputOf<Requests[K]>) => Promise<OutputOf<Requests[K]>>

/** What one way is tried with: the media server's candidates that belong to it, or a relay that has to be used. */
export interface WayUnderTest {
  readonly name: string
  readonly protocol: 'udp' | 'tcp'
  /** Where given, nothing but this relay is used. */
  readonly relay: RTCIceServer | null
}

interface AttemptOptions {
  readonly ask: AskTest
  readonly device: Device
  readonly track: MediaStreamTrack
  readonly way: WayUnderTest
}

/** Milliseconds until a way counts as closed; a relay over TLS on a far line needs several of them. */
const openWithin = 7_000

/** A connection of its own by one way, with a picture on it. */
export interface Attempt {
  /** What the browser has counted of what it sends and, after `seeBack`, receives. */
  readonly stats: () => Promise<{ readonly send: RTCStatsReport; readonly receive: RTCStatsReport | null }>
  /** Lets the picture come back by the same way. */
  readonly seeBack: () => Promise<void>
  readonly close: () => void
}

/** Connects by one way and sends a picture there; null when nothing gets through. */
export async function tryWay({ ask, device, track, way }: AttemptOptions): Promise<Attempt | null> {
  const attempt = way.name
  const capabilities = capabilitiesSchema.parse(device.recvRtpCapabilities)
  const paths = await ask('open-attempt', { attempt, capabilities })
  const send = device.createSendTransport(optionsOf(paths.send, way))
  bindConnect(send, (dtlsParameters) => ask('connect-attempt', { attempt, direction: 'send', dtlsParameters }))
  send.on('produce', ({ rtpParameters }, done, fail) => {
    ask('send-picture', { attempt, rtpParameters: parametersSchema.parse(rtpParameters) }).then(({ stream }) => done({ id: stream }), fail)
  })
  const through = whenConnected(send)
  const sent = send.produce({ track, stopTracks: false, encodings: [{ maxBitrate: 300_000 }] })
  const [connected, producer] = await Promise.all([through, sent.catch(() => null)])
  if (!connected || producer === null) {
    send.close()
    return null
  }
  let receive: types.Transport | null = null
  return {
    stats: async () => ({ send: await send.getStats(), receive: receive === null ? null : await receive.getStats() }),
    seeBack: async () => {
      receive = device.createRecvTransport(optionsOf(paths.receive, way))
      bindConnect(receive, (dtlsParameters) => ask('connect-attempt', { attempt, direction: 'receive', dtlsParameters }))
      const { view, kind, rtpParameters } = await ask('view-picture', { attempt, stream: streamId.parse(producer.id) })
      await receive.consume({ id: view, producerId: producer.id, kind, rtpParameters: engineParameters(rtpParameters) })
      await ask('resume-picture', { attempt, view })
    },
    close: () => {
      receive?.close()
      send.close()
    },
  }
}

/** The candidates of the way's own protocol; a relay speaks UDP to the media server whatever it speaks to the browser. */
const optionsOf = ({ id, iceParameters, iceCandidates, dtlsParameters }: MediaPath, { protocol, relay }: WayUnderTest): types.TransportOptions => ({
  id, iceParameters, dtlsParameters,
  iceCandidates: iceCandidates.filter((candidate) => candidate.protocol === (relay === null ? protocol : 'udp')),
  ...(relay === null ? {} : { iceServers: [relay], iceTransportPolicy: 'relay' as const }),
})

function bindConnect(transport: types.Transport, connect: (dtlsParameters: DtlsParameters) => Promise<unknown>): void {
  transport.on('connect', ({ dtlsParameters }, done, fail) => {
    connect(dtlsSchema.parse(dtlsParameters)).then(() => done(), fail)
  })
}

function whenConnected(transport: types.Transport): Promise<boolean> {
  return new Promise((resolve) => {
    const overdue = setTimeout(() => resolve(false), openWithin)
    transport.on('connectionstatechange', (state) => {
      if (state !== 'connected' && state !== 'failed') return
      clearTimeout(overdue)
      resolve(state === 'connected')
    })
  })
}
