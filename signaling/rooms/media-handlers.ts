import type { HandlersOf } from '#contract/define.ts'
import type { mediaRequests, MediaRefusal } from '#contract/media.ts'
import type { SeatId } from '#core/room/room.ts'
import { sourceKind } from '#core/room/sources.ts'
import { dropSource, dropSources, putSource } from '#core/room/stage.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { RelayAccess } from '#adapters/turn/turn-credentials.ts'
import type { LiveRoom } from './live-room.ts'
import type { SeatMedia } from './seat-media.ts'

type Handlers = HandlersOf<typeof mediaRequests>

/** Sound and picture of one seat. Bound only while the person is inside. */
export function mediaHandlers(live: LiveRoom, seat: SeatId, relays: () => RelayAccess[]): Handlers {
  const joined = async <T>(work: (media: SeatMedia) => Promise<Result<T, MediaRefusal>>): Promise<Result<T, MediaRefusal>> => {
    const media = live.media.of(seat)
    return media === null ? err('media.not-joined') : work(media)
  }
  return {
    'media-capabilities': async () => {
      const answer = await live.media.capabilities()
      return answer.ok ? ok({ capabilities: answer.value }) : answer
    },
    'join-media': async ({ capabilities }) => {
      live.commit(dropSources(live.room, seat))
      const joined = await live.media.join(seat, capabilities)
      return joined.ok ? ok({ ...joined.value, relays: relays() }) : joined
    },
    'connect-path': ({ direction, dtlsParameters }) => joined((media) => media.connect(direction, dtlsParameters)),
    'restart-path': ({ direction }) => joined((media) => media.restart(direction)),
    'start-source': (source) => joined((media) => startSource(live, { seat, media, source })),
    'stop-source': async ({ label }) => {
      await live.media.of(seat)?.stop(label)
      live.commit(dropSource(live.room, seat, label))
      return ok({})
    },
    view: ({ stream, ...wanted }) => joined((media) => media.view(stream, wanted)),
    'resume-view': ({ view }) => joined((media) => media.steer(view, 'resume-consumer')),
    'pause-view': ({ view }) => joined((media) => media.steer(view, 'pause-consumer')),
    'stop-view': async ({ view }) => {
      await live.media.of(seat)?.steer(view, 'close-consumer')
      return ok({})
    },
    'set-view-layers': ({ view, layers }) => joined((media) => media.setLayers(view, layers)),
    'set-view-priority': ({ view, priority }) => joined((media) => media.setPriority(view, priority)),
  }
}

async function startSource(
  live: LiveRoom,
  { seat, media, source }: { readonly seat: SeatId; readonly media: SeatMedia; readonly source: Parameters<SeatMedia['start']>[0] },
): ReturnType<Handlers['start-source']> {
  if (sourceKind[source.label] !== source.kind) return err('media.unsupported')
  const started = await media.start(source)
  if (!started.ok) return started
  if (media.closed) return err('media.not-joined')
  live.commit(putSource(live.room, seat, { label: source.label, stream: started.value, muted: source.muted ? 'by-self' : 'no' }))
  return ok({ stream: started.value })
}
