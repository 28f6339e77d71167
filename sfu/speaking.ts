import type { MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import { brandId } from '#core/shared/ids.ts'
import type { types } from 'mediasoup'
import type { Announce } from './announce.ts'
import { speakingInterval, speakingThreshold } from './codecs.ts'
import type { MediaProducer } from './media-producer.ts'

type FindProducer = (id: ProducerId) => MediaProducer | undefined

/** Hears who speaks in a room and how loudly; ends with its router. */
export class Speaking {
  readonly #levels: types.AudioLevelObserver
  readonly #dominant: types.ActiveSpeakerObserver

  private constructor(levels: types.AudioLevelObserver, dominant: types.ActiveSpeakerObserver) {
    this.#levels = levels
    this.#dominant = dominant
  }

  static async start(router: types.Router): Promise<Speaking> {
    const [levels, dominant] = await Promise.all([
      router.createAudioLevelObserver({ maxEntries: 8, threshold: speakingThreshold, interval: speakingInterval }),
      router.createActiveSpeakerObserver({ interval: speakingInterval }),
    ])
    return new Speaking(levels, dominant)
  }

  /** Reports volumes while somebody speaks, one empty report when silence falls, and each change of main speaker. */
  report(room: MediaRoomId, announce: Announce, find: FindProducer): void {
    this.#levels.on('volumes', (entries) => {
      const volumes = entries.flatMap(({ producer, volume }) => {
        const known = find(brandId<ProducerId>(producer.id))
        return known ? [{ peer: known.peer, producer: known.id, volume }] : []
      })
      announce('volumes', { room, volumes })
    })
    this.#levels.on('silence', () => announce('volumes', { room, volumes: [] }))
    this.#dominant.on('dominantspeaker', ({ producer }) => {
      const known = find(brandId<ProducerId>(producer.id))
      if (known) announce('dominant-speaker', { room, peer: known.peer, producer: known.id })
    })
  }

  /** Counts a stream in; one that has ended meanwhile is left out. */
  async add(producer: MediaProducer): Promise<void> {
    const producerId = producer.id
    try {
      await Promise.all([this.#levels.addProducer({ producerId }), this.#dominant.addProducer({ producerId })])
    } catch (cause) {
      if (!producer.engine.closed) throw cause
    }
  }
}
