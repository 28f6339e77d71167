import type { HandlersOf } from '#contract/define.ts'
import type { liveKitRequests } from '#contract/livekit.ts'
import type { mediaRequests, MediaRefusal } from '#contract/media.ts'
import type { RtpCapabilities } from '#contract/rtp.ts'
import type { SeatId } from '#core/room/room.ts'
import { sourceKind } from '#core/room/sources.ts'
import { dropSource, dropSources, putSource } from '#core/room/stage.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { RelayAccess } from '#adapters/turn/turn-credentials.ts'
import type { EnginePlane } from '#signaling/media/media-plane.ts'
import { LiveKitSeat } from './livekit-seat.ts'
import type { LiveRoom } from './live-room.ts'
import { SfuSeat } from './sfu-seat.ts'

type Handlers = HandlersOf<typeof mediaRequests>

export interface MediaContext {
  readonly live: LiveRoom
  readonly seat: SeatId
  readonly plane: EnginePlane
  readonly relays: () => RelayAccess[]
}

/** Sound and picture of one seat. Bound only while the person is inside. */
export function mediaHandlers({ live, seat, plane, relays }: MediaContext): Handlers {
  const joined = async <T>(work: (media: SfuSeat) => Promise<Result<T, MediaRefusal>>): Promise<Result<T, MediaRefusal>> => {
    const media = live.media.of(seat)
    return media instanceof SfuSeat ? work(media) : err('media.not-joined')
  }
  return {
    'media-capabilities': async () => {
      if (plane.engine === 'livekit') return ok({ engine: 'livekit' })
      const answer = await live.media.capabilities()
      return answer.ok ? ok({ engine: 'sfu', capabilities: answer.value }) : answer
    },
    'join-media': async ({ capabilities }) => {
      if (plane.engine !== 'sfu') return err('media.unsupported')
      live.commit(dropSources(live.room, seat))
      const paths = await live.media.join(seat, { make: (room, peer) => new SfuSeat(plane, room, peer), open: openWith(capabilities) })
      return paths.ok ? ok({ ...paths.value, relays: relays() }) : paths
    },
    'connect-path': ({ direction, dtlsParameters }) => joined((media) => media.connect(direction, dtlsParameters)),
    'restart-path': ({ direction }) => joined((media) => media.restart(direction)),
    'start-source': (source) => joined((media) => startSource(live, { seat, media, source })),
    'stop-source': async ({ label }) => {
      await live.media.of(seat)?.stop(label)
      live.commit(dropSource(live.room, seat, label))
      return ok({})
    },
    view: async ({ stream, ...wanted }) => {
      const media = await live.media.whenJoined(seat)
      return media instanceof SfuSeat ? media.view(stream, wanted) : err('media.not-joined')
    },
    'resume-view': ({ view }) => joined((media) => media.steer(view, 'resume-consumer')),
    'pause-view': ({ view }) => joined((media) => media.steer(view, 'pause-consumer')),
    'stop-view': async ({ view }) => {
      await joined((media) => media.steer(view, 'close-consumer'))
      return ok({})
    },
    'set-view-layers': ({ view, layers }) => joined((media) => media.setLayers(view, layers)),
    'set-view-priority': ({ view, priority }) => joined((media) => media.setPriority(view, priority)),
  }
}

const openWith = (capabilities: RtpCapabilities) => (media: SfuSeat): ReturnType<SfuSeat['open']> => media.open(capabilities)

async function startSource(
  live: LiveRoom,
  { seat, media, source }: { readonly seat: SeatId; readonly media: SfuSeat; readonly source: Parameters<SfuSeat['start']>[0] },
): ReturnType<Handlers['start-source']> {
  if (sourceKind[source.label] !== source.kind) return err('media.unsupported')
  const started = await media.start(source)
  if (!started.ok) return started
  if (media.closed) return err('media.not-joined')
  live.commit(putSource(live.room, seat, { label: source.label, stream: started.value, muted: source.muted ? 'by-self' : 'no' }))
  return ok({ stream: started.value })
}

/** The same where a LiveKit server carries it: the browser publishes and watches there by itself. */
export function liveKitHandlers({ live, seat, plane, relays }: MediaContext): HandlersOf<typeof liveKitRequests> {
  return {
    'join-livekit': async () => {
      if (plane.engine !== 'livekit') return err('media.unsupported')
      live.commit(dropSources(live.room, seat))
      const entry = await live.media.join(seat, { make: (room, peer) => new LiveKitSeat(plane, room, peer), open: (media) => media.enter() })
      return entry.ok ? ok({ ...entry.value, relays: relays() }) : entry
    },
    'announce-source': async ({ label, kind, stream, muted }) => {
      const media = live.media.of(seat)
      if (!(media instanceof LiveKitSeat)) return err('media.not-joined')
      if (sourceKind[label] !== kind) return err('media.unsupported')
      const announced = await media.announce({ label, kind, stream })
      if (!announced.ok) return announced
      if (media.closed) return err('media.not-joined')
      live.commit(putSource(live.room, seat, { label, stream, muted: muted ? 'by-self' : 'no' }))
      return ok({})
    },
  }
}
