import type { RoomService } from '#adapters/livekit/room-service.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { AnswerOf } from '#contract/define.ts'
import { mediaPlaneRequests, type MediaPeerId, type MediaRoomId } from '#contract/media-plane.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { z } from 'zod'
import type { KnownRooms } from './livekit-rooms.ts'
import { publishable } from './livekit-sources.ts'
import { LiveKitWatch } from './livekit-watch.ts'
import type { LiveKitPlane, MediaPlaneListeners, PublishedTrack, SharedRequest } from './media-plane.ts'

type Requests = typeof mediaPlaneRequests
type Handlers = { readonly [K in SharedRequest]: (input: z.output<Requests[K]['input']>) => Promise<AnswerOf<Requests[K]>> }

interface LiveKitPlaneOptions {
  readonly service: RoomService
  /** The address that browsers use. */
  readonly url: string
  /** This signaling process's name, by which it tells its own rooms from others'. */
  readonly node: string
  readonly log: Logger
  /** Milliseconds between two looks at the server. */
  readonly every?: number
}

/** A published track shows up among the server's own with its first packet: so often and so long it is looked for. */
const looks = 40
const lookEvery = 150

/** A LiveKit server as the rooms' media plane. Who may be in a room, and with what, stays ours: the server only hears of it. */
export function openLiveKitPlane({ service, url, node, log, every = 1_000 }: LiveKitPlaneOptions): LiveKitPlane {
  const rooms: KnownRooms = new Map()
  let listeners: MediaPlaneListeners | null = null
  const watch = new LiveKitWatch({ service, rooms, log, every, listeners: () => listeners })
  const handlers: Handlers = { ...roomHandlers({ service, node, rooms, log, listeners: () => listeners }), ...peerHandlers({ service, rooms }) }
  return {
    engine: 'livekit',
    ask: (request, input) => {
      const handle = handlers[request] as (parsed: unknown) => Promise<never>
      return handle(mediaPlaneRequests[request].input.parse(input))
    },
    admit: async (id, peer) => {
      const room = rooms.get(id)
      if (room === undefined) return err('sfu.room-not-found')
      room.peers.set(peer, { seen: false, tracks: new Map() })
      // A LiveKit server that was started anew meanwhile knows the room again; one that has it opens no second.
      const open = await service.createRoom(id, node)
      if (!open.ok) return err('sfu.no-worker')
      return ok({ url, pass: await service.passFor(id, peer, publishable(room.videoBlocked)) })
    },
    adopt: (track) => adopt({ service, rooms }, track),
    listen: (next) => {
      listeners = next
      watch.start()
    },
    ready: async () => {
      const answer = await service.listRooms()
      if (!answer.ok) throw new Error(answer.error)
    },
    close: () => watch.close(),
  }
}

interface Parts {
  readonly service: RoomService
  readonly rooms: KnownRooms
}

async function adopt({ service, rooms }: Parts, { room: id, peer, producer, kind, source }: PublishedTrack): ReturnType<LiveKitPlane['adopt']> {
  const room = rooms.get(id)
  for (let look = 0; look < looks; look++) {
    const known = room?.peers.get(peer)
    if (room === undefined || known === undefined) return err('sfu.peer-not-found')
    if (kind === 'video' && room.videoBlocked) return err('sfu.video-blocked')
    const found = await service.findParticipant(id, peer)
    const track = found.ok ? found.value.tracks.find(({ sid }) => sid === producer) : undefined
    if (track !== undefined) {
      if (track.type.toLowerCase() !== kind) return err('sfu.producer-not-found')
      known.tracks.set(producer, { kind, source })
      return ok(null)
    }
    await new Promise((resume) => setTimeout(resume, lookEvery))
  }
  return err('sfu.producer-not-found')
}

interface RoomParts extends Parts {
  readonly node: string
  readonly log: Logger
  readonly listeners: () => MediaPlaneListeners | null
}

type RoomRows = 'open-room' | 'close-room' | 'describe-rooms' | 'block-video' | 'allow-video'

function roomHandlers({ service, node, rooms, log, listeners }: RoomParts): Pick<Handlers, RoomRows> {
  const limitAll = async (id: MediaRoomId, peers: Iterable<MediaPeerId>, blocked: boolean): Promise<void> => {
    const limited = await Promise.all([...peers].map((peer) => service.limitSources(id, peer, publishable(blocked))))
    // Whoever is not there yet comes with a pass that says the same, or is met by the watch.
    if (limited.some((one) => !one.ok && one.error !== 'livekit.not-found')) log.error('livekit.not-limited')
  }
  return {
    'open-room': async ({ room: id, videoBlocked }) => {
      const opened = await service.createRoom(id, node)
      if (!opened.ok) return err('sfu.no-worker')
      const known = rooms.get(id)
      if (known === undefined) rooms.set(id, { videoBlocked, peers: new Map() })
      // Browser and LiveKit find by themselves what the other can carry.
      return ok({ capabilities: {}, created: known === undefined })
    },
    'close-room': async ({ room: id }) => {
      rooms.delete(id)
      await service.deleteRoom(id)
      return ok({})
    },
    'describe-rooms': async () => {
      const listed = await service.listRooms()
      if (!listed.ok) return err('wire.disconnected')
      const own = listed.value.filter(({ metadata }) => metadata === node)
      return ok({ rooms: own.map(({ name }) => ({ room: brandId<MediaRoomId>(name), videoBlocked: rooms.get(brandId<MediaRoomId>(name))?.videoBlocked ?? false, peers: [] })) })
    },
    'block-video': async ({ room: id }) => {
      const room = rooms.get(id)
      if (room === undefined) return err('sfu.room-not-found')
      room.videoBlocked = true
      await limitAll(id, room.peers.keys(), true)
      const cut = [...room.peers].flatMap(([peer, { tracks }]) => [...tracks].filter(([, { kind }]) => kind === 'video').map(([producer, { source }]) => ({ peer, producer, source })))
      for (const { peer, producer, source } of cut) {
        room.peers.get(peer)?.tracks.delete(producer)
        listeners()?.['producer-closed']({ room: id, peer, producer, kind: 'video', source, reason: 'video-blocked' })
      }
      return ok({ closed: cut.length })
    },
    'allow-video': async ({ room: id }) => {
      const room = rooms.get(id)
      if (room === undefined) return err('sfu.room-not-found')
      room.videoBlocked = false
      await limitAll(id, room.peers.keys(), false)
      return ok({})
    },
  }
}

function peerHandlers({ service, rooms }: Parts): Pick<Handlers, Exclude<SharedRequest, RoomRows>> {
  return {
    'close-peer': async ({ room: id, peer }) => {
      rooms.get(id)?.peers.delete(peer)
      await service.removeParticipant(id, peer)
      return ok({})
    },
    'pause-producer': async ({ room: id, peer, producer }) => {
      const muted = await service.muteTrack(id, peer, producer)
      return muted.ok ? ok({}) : err(muted.error === 'livekit.not-found' ? 'sfu.producer-not-found' : 'wire.disconnected')
    },
    // Only the owner opens a microphone again, in the owner's own browser.
    'resume-producer': async () => ok({}),
    'close-producer': async ({ room: id, peer, producer }) => {
      // LiveKit has no call that ends one track: the browser takes it back, and until then it is silent.
      // Not waited for: of somebody who has gone the server takes seconds to say so.
      if (rooms.get(id)?.peers.get(peer)?.tracks.delete(producer) === true) void service.muteTrack(id, peer, producer)
      return ok({})
    },
    'record-producer': async () => err('sfu.cannot-record'),
    'stop-segment': async () => ok({}),
  }
}
