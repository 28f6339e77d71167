import type { ViewId } from '#contract/media.ts'
import type { MediaPeerId, MediaRoomId } from '#contract/media-plane.ts'
import { lose } from '#core/room/admission.ts'
import { seatOf, type SeatId } from '#core/room/room.ts'
import { dropSource, dropSources } from '#core/room/stage.ts'
import { brandId } from '#core/shared/ids.ts'
import type { MediaPlane, MediaPlaneListeners } from '#signaling/media/media-plane.ts'
import type { Connection } from './connection.ts'
import type { LiveRoom } from './live-room.ts'
import type { MediaNews, RoomMedia } from './room-media.ts'

/** What the media's news does to a room and to the screens in it. */
export function mediaNews(live: LiveRoom): MediaNews {
  const tell = (seat: SeatId, push: (connection: Connection) => void): void => {
    const connection = live.connections.get(seat)
    if (connection?.phase === 'admitted') push(connection)
  }
  return {
    lost: () => {
      live.commit(live.room.seats.reduce((room, { id }) => dropSources(room, id), live.room))
      live.tellInside(live.connections, (connection) => connection.push('media-lost', {}))
    },
    sourceEnded: (seat, label) => live.commit(dropSource(live.room, seat, label)),
    seatUnreachable: (seat) => {
      // The socket has gone too: the person is away, so nobody should look at a frozen picture.
      if (seatOf(live.room, seat)?.awaySince === null) return
      live.media.release(seat)
      live.commit(dropSources(lose(live.room, seat, live.now), seat))
    },
    pathLost: (seat, direction) => tell(seat, (line) => line.push('path-lost', { direction })),
    layersChanged: (seat, view, layers) => tell(seat, (line) => line.push('view-layers-changed', { view, layers })),
    speaking: (speakers) => {
      const levels = speakers.map(({ seat, volume }) => ({ seat, level: levelOf(volume) }))
      live.tellInside(live.connections, (line) => line.pushLossy('speaking', { speakers: levels }))
    },
  }
}

/** From dBov (-127 to 0) to what a meter shows (0 to 1); below -60 is a quiet room. */
const levelOf = (volume: number): number => Math.round(Math.min(1, Math.max(0, 1 + volume / 60)) * 100) / 100

/** Hands the engine's events to the room that they belong to; what belongs to no room of this process is left alone. */
export function routeMedia(plane: MediaPlane, rooms: () => readonly RoomMedia[], files: Pick<MediaPlaneListeners, 'segment-lit' | 'segment-closed'>): void {
  const of = (id: MediaRoomId): RoomMedia | undefined => rooms().find((room) => room.id === id)
  const seatIn = (id: MediaRoomId, peer: MediaPeerId, then: (room: RoomMedia, seat: SeatId) => void): void => {
    const room = of(id)
    const seat = room?.seatOfPeer(peer)
    if (room !== undefined && seat !== undefined && seat !== null) then(room, seat)
  }
  const viewOf = (consumer: string): ViewId => brandId<ViewId>(consumer)
  plane.listen({
    linked: () => void reconcile(plane, rooms),
    'room-lost': ({ room }) => of(room)?.lose(),
    'producer-closed': ({ room, peer, producer }) => of(room)?.producerClosed(peer, producer),
    // The browser learns it from the room: the source is no longer listed.
    'consumer-closed': () => undefined,
    'layers-changed': ({ room, peer, consumer, layers }) =>
      seatIn(room, peer, ({ news }, seat) => news.layersChanged(seat, viewOf(consumer), layers)),
    // Browsers judge their line by what they count themselves.
    'producer-score': () => undefined,
    'consumer-score': () => undefined,
    'dominant-speaker': () => undefined,
    // Files are told of by their own names: they end after the room that they show.
    ...files,
    volumes: ({ room, volumes }) => {
      const media = of(room)
      media?.news.speaking(
        volumes.flatMap(({ peer, volume }) => {
          const seat = media.seatOfPeer(peer)
          return seat === null ? [] : [{ seat, volume }]
        }),
      )
    },
    'transport-state': ({ room, peer, direction, state }) => {
      if (state === 'disconnected' || state === 'failed') seatIn(room, peer, ({ news }, seat) => news.pathLost(seat, direction))
    },
    'peer-disconnected': ({ room, peer }) => seatIn(room, peer, ({ news }, seat) => news.seatUnreachable(seat)),
  })
}

/**
 * After a new link: rooms that the engine has lost are opened anew, rooms that nobody here knows are closed, and a kill switch that was
 * thrown or lifted meanwhile is told.
 */
async function reconcile(plane: MediaPlane, rooms: () => readonly RoomMedia[]): Promise<void> {
  const answer = await plane.ask('describe-rooms', {})
  if (!answer.ok) return
  const running = new Map(answer.value.rooms.map(({ room, videoBlocked }) => [room, videoBlocked]))
  const untold: RoomMedia[] = []
  for (const media of rooms()) {
    const blocked = media.id === null ? undefined : running.get(media.id)
    if (media.id === null || blocked === undefined) media.lose()
    else {
      running.delete(media.id)
      if (!media.agreesOnVideo(blocked)) untold.push(media)
    }
  }
  await Promise.all([...untold.map((media) => media.followKillSwitch()), ...[...running.keys()].map((room) => plane.ask('close-room', { room }))])
}
