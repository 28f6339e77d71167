import type { OutputOf } from '#contract/define.ts'
import type { MediaDirection, MediaPath, mediaRequests } from '#contract/media.ts'
import { sourceLabel, streamId, type SourceLabel } from '#contract/room.ts'
import { dtlsParameters as dtlsSchema, rtpCapabilities as capabilitiesSchema, rtpParameters as parametersSchema, type RtpCapabilities } from '#contract/rtp.ts'
import type { Device, types } from 'mediasoup-client'
import { browserDevice } from './browser-engine.ts'
import { engineCapabilities, engineParameters } from './engine-parameters.ts'
import { limitEncodings, rankSound } from './encodings.ts'
import { taken, type MediaSession, type MediaSessionEvents, type OpenMediaSession, type PathState, type ReceivedSource, type SentSource, type WantedPicture } from './media-session.ts'
import type { AskRoom } from './room-socket.ts'
import { sendingOptions } from './sending-options.ts'

/** Joins the room's media with mediasoup's client, which agrees once with the room on what both can carry. */
export async function makeMediasoupSession(ask: AskRoom, capabilities: RtpCapabilities): Promise<OpenMediaSession> {
  const device = await browserDevice()
  await device.load({ routerRtpCapabilities: engineCapabilities(capabilities) })
  return async (events) => join({ ask, device, events })
}

interface Joining {
  readonly ask: AskRoom
  readonly device: Device
  readonly events: MediaSessionEvents
}

/** How long one's own sources wait for the way in, in milliseconds: on a long line they go out beside it. */
const sendAtLatestAfter = 300

/** Resolves when the path stands, or after some milliseconds. */
function standing(path: types.Transport, within: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, within)
    path.on('connectionstatechange', (state) => {
      if (state === 'connected') resolve()
    })
  })
}

type Taken = OutputOf<(typeof mediaRequests)['join-media']>

interface Paths {
  readonly send: types.Transport
  readonly receive: types.Transport
}

/** One path out, one path in; what is to be seen is asked for while they are being opened. */
function join({ ask, device, events }: Joining): MediaSession {
  const capabilities = capabilitiesSchema.parse(device.recvRtpCapabilities)
  const opening: Promise<Paths> = ask('join-media', { capabilities }).then((answer) => openPaths(taken(answer), { ask, device, events }))
  const together = gather()
  let paths: Paths | null = null
  opening.then((opened) => (paths = opened), () => undefined)
  let wayIn: Promise<void> | undefined
  return {
    send: async (label, track, { muted }) => {
      const { send } = await opening
      // The browser does one thing at a time: what comes in goes before what goes out.
      await wayIn
      return sendSource(send, { label, track, muted })
    },
    receive: (stream, wanted) => {
      wayIn ??= opening.then(({ receive }) => standing(receive, sendAtLatestAfter))
      wayIn.catch(() => undefined)
      return receiveSource(opening, { stream, wanted, ask, together })
    },
    opened: () => opening.then(() => undefined),
    restart: async (direction) => {
      const { [direction]: path } = await opening
      const { iceParameters } = taken(await ask('restart-path', { direction }))
      await path.restartIce({ iceParameters })
    },
    stats: async () => {
      const { send, receive } = await opening
      return { send: await send.getStats(), receive: await receive.getStats() }
    },
    // A path that nothing flows on yet stays 'new'.
    isConnected: () => paths === null || [paths.send, paths.receive].every(({ connectionState }) => connectionState === 'connected' || connectionState === 'new'),
    close: () => {
      void opening.then(({ send, receive }) => {
        send.close()
        receive.close()
      }, () => undefined)
    },
  }
}

function openPaths({ send, receive, relays }: Taken, { ask, device, events }: Joining): Paths {
  const paths = {
    send: connectPath(device.createSendTransport(transportOptions(send, relays)), { ask, direction: 'send', events }),
    receive: connectPath(device.createRecvTransport(transportOptions(receive, relays)), { ask, direction: 'receive', events }),
  }
  produceThrough(paths.send, ask)
  return paths
}

/** No server of the internet is asked for addresses: media flows to the deployment's own, by its own relay where nothing else gets through. */
const transportOptions = ({ id, iceParameters, iceCandidates, dtlsParameters }: MediaPath, relays: readonly RTCIceServer[]): types.TransportOptions => ({
  id, iceParameters, iceCandidates, dtlsParameters, iceServers: [...relays],
})

interface PathContext {
  readonly ask: AskRoom
  readonly direction: MediaDirection
  readonly events: MediaSessionEvents
}

const pathStateOf: Readonly<Partial<Record<types.ConnectionState, PathState>>> = {
  connected: 'connected',
  disconnected: 'interrupted',
  failed: 'failed',
}

function connectPath(transport: types.Transport, { ask, direction, events }: PathContext): types.Transport {
  transport.on('connect', ({ dtlsParameters }, done) => {
    // The browser looks for its way already while the room is told whom to expect on it; nothing flows before both are done.
    ask('connect-path', { direction, dtlsParameters: dtlsSchema.parse(dtlsParameters) }).then(taken).catch(() => {
      transport.close()
      events.onPath(direction, 'failed')
    })
    done()
  })
  transport.on('connectionstatechange', (state) => {
    const known = pathStateOf[state]
    if (known !== undefined) events.onPath(direction, known)
  })
  return transport
}

function produceThrough(transport: types.Transport, ask: AskRoom): void {
  transport.on('produce', ({ kind, rtpParameters, appData }, done, fail) => {
    const label = sourceLabel.parse(appData['label'])
    ask('start-source', { label, kind, rtpParameters: parametersSchema.parse(rtpParameters), muted: appData['muted'] === true })
      .then(taken)
      .then(({ stream }) => done({ id: stream }), fail)
  })
}

interface Sending {
  readonly label: SourceLabel
  readonly track: MediaStreamTrack
  readonly muted: boolean
}

async function sendSource(transport: types.Transport, { label, track, muted }: Sending): Promise<SentSource> {
  const producer = await transport.produce({
    ...sendingOptions(label),
    track,
    // The track belongs to who opened it: it outlives this joining.
    stopTracks: false,
    appData: { label, muted },
  })
  if (muted) producer.pause()
  const { rtpSender } = producer
  if (track.kind === 'audio' && rtpSender !== undefined) await rankSound(rtpSender)
  const whole = rtpSender?.getParameters().encodings ?? []
  return {
    stream: streamId.parse(producer.id),
    setMuted: (next) => (next ? producer.pause() : producer.resume()),
    replaceTrack: (next) => producer.replaceTrack({ track: next }),
    limit: async (limit) => {
      if (rtpSender !== undefined && !producer.closed) await limitEncodings(rtpSender, whole, limit)
    },
    close: () => producer.close(),
  }
}

interface Receiving {
  readonly stream: string
  readonly wanted: WantedPicture
  readonly ask: AskRoom
  readonly together: Gather
}

/** Resolves when everything that was asked for in the same turn has been answered; whether it is the first of this joining. */
type Gather = (asked: Promise<unknown>) => Promise<boolean>

/** What is received is agreed on with the browser step by step, one view or many: those wanted at once make one step. */
function gather(): Gather {
  let group: Promise<unknown>[] | null = null
  let answered = Promise.resolve(true)
  let groups = 0
  return (asked) => {
    if (group === null) {
      const members: Promise<unknown>[] = (group = [])
      const isFirst = (groups += 1) === 1
      answered = Promise.resolve().then(async () => {
        group = null
        await Promise.allSettled(members)
        return isFirst
      })
    }
    group.push(asked)
    return answered
  }
}

async function receiveSource(opening: Promise<Paths>, { stream, wanted: { layer, rate, priority }, ask, together }: Receiving): Promise<ReceivedSource> {
  const asked = ask('view', { stream, priority, layers: { spatialLayer: layer, temporalLayer: rate } })
  const isFirst = await together(asked)
  const { view, kind, rtpParameters } = taken(await asked)
  // Nothing comes before the path stands, and by then the browser knows what will: the first views may flow from there on.
  const resuming = isFirst ? ask('resume-view', { view }) : null
  const { receive: transport } = await opening
  const consumer = await transport.consume({ id: view, producerId: stream, kind, rtpParameters: engineParameters(rtpParameters) }).catch((cause: unknown) => {
    void ask('stop-view', { view })
    throw cause
  })
  const close = (): void => {
    if (consumer.closed) return
    consumer.close()
    void ask('stop-view', { view })
  }
  await resuming?.then(taken).catch((cause: unknown) => {
    close()
    throw cause
  })
  return {
    kind,
    flowing: isFirst,
    track: consumer.track,
    setFlowing: async (flowing) => {
      if (flowing) consumer.resume()
      else consumer.pause()
      taken(await ask(flowing ? 'resume-view' : 'pause-view', { view }))
    },
    setLayer: async (layer, rate) => {
      taken(await ask('set-view-layers', { view, layers: { spatialLayer: layer, temporalLayer: rate } }))
    },
    setPriority: async (priority) => {
      taken(await ask('set-view-priority', { view, priority }))
    },
    close,
  }
}
