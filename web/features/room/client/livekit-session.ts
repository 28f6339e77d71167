import { sourceLabel, streamId, type SourceLabel, type StreamId } from '#contract/room.ts'
import {
  ConnectionState, PublishTrackError, Room, RoomEvent, setLogLevel,
  Track, type Participant, type RemoteTrackPublication,
} from 'livekit-client'
import { limitEncodings, rankSound } from './encodings.ts'
import { framesOf, publishOptions, qualityOf } from './livekit-publishing.ts'
import { MediaDeclined, taken, type Heard, type MediaSession, type MediaSessionEvents, type OpenMediaSession, type ReceivedSource, type SentSource, type WantedPicture } from './media-session.ts'
import type { AskRoom } from './room-socket.ts'

/** Milliseconds for a stream that the room lists to be announced here, and for its first packets' way. */
const announcedWithin = 4_000
const subscribedWithin = 8_000

/** Joins the room's media on a LiveKit server, with its own client. */
export const makeLiveKitSession = (ask: AskRoom): OpenMediaSession => async (events) => {
  // It would write every step, people's opaque names included, into the browser's console.
  setLogLevel('silent')
  const { url, pass, relays } = taken(await ask('join-livekit', {}))
  const room = new Room({
    // The size on the screen, the ladder and the budget of pictures are ours, the same with either engine.
    adaptiveStream: false, dynacast: false,
    // Tracks belong to who opened them: they outlive this joining.
    stopLocalTrackOnUnpublish: false, disconnectOnPageLeave: false,
    // One connection each way, which is what a line is judged by.
    singlePeerConnection: false,
  })
  const follow = followRoom(room, events)
  try {
    // The list of relays is given even where it is empty, or the client would ask servers of the internet for its address.
    await room.connect(url, pass, { autoSubscribe: false, rtcConfig: { iceServers: [...relays] }, maxRetries: 0, websocketTimeout: 6_000, peerConnectionTimeout: 8_000 })
  } catch (cause) {
    follow.end()
    throw cause
  }
  return sessionOf({ room, ask, end: follow.end })
}

/** Tells what becomes of the connection, until `end`. */
function followRoom(room: Room, { onPath, onSpeaking }: MediaSessionEvents): { readonly end: () => void } {
  let ended = false
  const tell = (state: Parameters<typeof onPath>[1]): void => {
    if (!ended) onPath('send', state)
  }
  const end = (): void => {
    ended = true
    void room.disconnect(false)
  }
  room
    .on(RoomEvent.SignalReconnecting, () => tell('interrupted'))
    .on(RoomEvent.Reconnected, () => tell('connected'))
    .on(RoomEvent.Disconnected, () => tell('failed'))
    // What LiveKit's client would do now gives every track another name, of which the room knows nothing: it joins anew.
    .on(RoomEvent.Reconnecting, () => queueMicrotask(() => {
      tell('failed')
      end()
    }))
    .on(RoomEvent.ActiveSpeakersChanged, (speakers) => {
      if (!ended) onSpeaking(heardFrom(speakers))
    })
  return { end }
}

/** By the streams of their sound: what a person is called here is nobody's name. */
const heardFrom = (speakers: readonly Participant[]): Heard =>
  speakers.flatMap(({ audioTrackPublications, audioLevel }) =>
    [...audioTrackPublications.values()].filter(({ trackName }) => trackName === 'microphone').map(({ trackSid }) => ({ stream: streamId.parse(trackSid), level: audioLevel })),
  )

interface Joined {
  readonly room: Room
  readonly ask: AskRoom
  readonly end: () => void
}

function sessionOf({ room, ask, end }: Joined): MediaSession {
  return {
    send: (label, track, { muted }) => sendSource({ room, ask }, { label, track, muted }),
    receive: (stream, wanted) => receiveSource(room, { stream, wanted }),
    // Its client looks for new addresses by itself as long as the connection counts as one.
    opened: () => Promise.resolve(),
    restart: async () => {
      if (room.state !== ConnectionState.Connected && room.state !== ConnectionState.SignalReconnecting) throw new MediaDeclined('media.unavailable')
    },
    stats: async () => ({
      send: await reportsOf([...room.localParticipant.trackPublications.values()].map(({ track }) => track)),
      receive: await reportsOf([...room.remoteParticipants.values()].flatMap(({ trackPublications }) => [...trackPublications.values()].map(({ track }) => track))),
    }),
    isConnected: () => room.state === ConnectionState.Connected,
    close: end,
  }
}

interface Sending {
  readonly label: SourceLabel
  readonly track: MediaStreamTrack
  readonly muted: boolean
}

async function sendSource({ room, ask }: Omit<Joined, 'end'>, { label, track, muted }: Sending): Promise<SentSource> {
  const publication = await room.localParticipant.publishTrack(track, publishOptions(label, track)).catch((cause: unknown) => {
    // Its list of what may be published is the kill switch's.
    throw cause instanceof PublishTrackError && cause.status === 403 ? new MediaDeclined('media.video-blocked') : cause
  })
  const { track: local, trackSid } = publication
  if (local === undefined) throw new MediaDeclined('media.unavailable')
  // What is muted is switched off at the device already; now it is also said so.
  if (muted) await local.mute()
  const takeBack = (): void => void room.localParticipant.unpublishTrack(local, false).catch(() => undefined)
  const stream = streamId.parse(trackSid)
  const announced = await ask('announce-source', { label, kind: track.kind === 'audio' ? 'audio' : 'video', stream, muted })
  if (!announced.ok) {
    takeBack()
    throw new MediaDeclined(announced.error)
  }
  const { sender } = local
  if (track.kind === 'audio' && sender !== undefined) await rankSound(sender)
  const whole = sender?.getParameters().encodings ?? []
  return {
    stream,
    setMuted: (next) => void (next ? local.mute() : local.unmute()),
    replaceTrack: async (next) => {
      await local.replaceTrack(next, true)
    },
    limit: async (limit) => {
      if (local.sender !== undefined) await limitEncodings(local.sender, whole, limit)
    },
    close: takeBack,
  }
}

async function receiveSource(room: Room, { stream, wanted }: { readonly stream: StreamId; readonly wanted: WantedPicture }): Promise<ReceivedSource> {
  const publication = await when(room, RoomEvent.TrackPublished, { find: () => publicationOf(room, stream), withinMs: announcedWithin })
  publication.setSubscribed(true)
  const { kind, mediaStreamTrack } = await when(room, RoomEvent.TrackSubscribed, { find: () => publication.track, withinMs: subscribedWithin }).catch((cause: unknown) => {
    publication.setSubscribed(false)
    throw cause
  })
  const isPicture = kind === Track.Kind.Video
  const label = sourceLabel.catch('camera').parse(publication.trackName)
  const setLayer = async (layer: number, rate: number): Promise<void> => {
    publication.setVideoQuality(qualityOf(label, layer))
    publication.setVideoFPS(framesOf(label, rate))
  }
  if (isPicture) await setLayer(wanted.layer, wanted.rate)
  return {
    kind: isPicture ? 'video' : 'audio',
    flowing: false,
    track: mediaStreamTrack,
    setFlowing: async (flowing) => publication.setEnabled(flowing),
    setLayer,
    // Its server ranks pictures by itself.
    setPriority: async () => undefined,
    close: () => {
      // Taken up again later it has to tell its size anew, which its client does only with a change.
      publication.setEnabled(false)
      publication.setSubscribed(false)
    },
  }
}

function publicationOf(room: Room, stream: StreamId): RemoteTrackPublication | undefined {
  for (const { trackPublications } of room.remoteParticipants.values()) {
    const found = trackPublications.get(stream)
    if (found !== undefined) return found
  }
  return undefined
}

interface Awaited<T> {
  readonly find: () => T | undefined
  readonly withinMs: number
}

/** What is found now, or after an event of the room; throws when it does not come in time. */
function when<T>(room: Room, event: RoomEvent.TrackPublished | RoomEvent.TrackSubscribed, { find, withinMs }: Awaited<T>): Promise<T> {
  const now = find()
  if (now !== undefined) return Promise.resolve(now)
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = find()
      if (found === undefined) return
      stop()
      resolve(found)
    }
    const overdue = setTimeout(() => {
      stop()
      reject(new MediaDeclined('media.no-such-stream'))
    }, withinMs)
    const stop = (): void => {
      clearTimeout(overdue)
      room.off(event, look)
    }
    room.on(event, look)
  })
}

/** What the browser has counted of these tracks' connection, in one report. */
async function reportsOf(tracks: readonly (Track | undefined)[]): Promise<RTCStatsReport> {
  const all = new Map<string, unknown>()
  const asked = tracks.flatMap((track) => (track === undefined ? [] : [track.getRTCStatsReport()]))
  for (const report of await Promise.all(asked)) {
    report?.forEach((value: unknown, id: string) => all.set(id, value))
  }
  return all
}
