import type { HandlersOf } from '#contract/define.ts'
import type { lineTestRequests } from '#contract/line-test.ts'
import type { MediaRefusal } from '#contract/media.ts'
import type { MediaPeerId, MediaRoomId } from '#contract/media-plane.ts'
import type { RtpCapabilities } from '#contract/rtp.ts'
import type { RelayAccess } from '#adapters/turn/turn-credentials.ts'
import { brandId, type NewId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { SfuPlane } from '#signaling/media/media-plane.ts'
import { mediaRefusalOf } from '#signaling/media/refusals.ts'
import { SfuSeat } from '#signaling/rooms/sfu-seat.ts'

type Opening = Promise<Result<RtpCapabilities, MediaRefusal>>

/** Four ways, each perhaps by two addresses. */
const mostAttempts = 8

interface TestBenchOptions {
  readonly plane: SfuPlane
  readonly newId: NewId
  readonly relays: () => RelayAccess[]
}

/** The media room of one line test: nobody else is in it, and it ends with the page that asked. */
export class TestBench {
  readonly #options: TestBenchOptions
  readonly #room: MediaRoomId
  readonly #attempts = new Map<string, SfuSeat>()
  #opening: Opening | null = null
  #closed = false

  constructor(options: TestBenchOptions) {
    this.#options = options
    this.#room = brandId<MediaRoomId>(options.newId())
  }

  /** What the page may ask. */
  get handlers(): HandlersOf<typeof lineTestRequests> {
    return {
      'begin-test': async () => {
        const opened = await this.open()
        return opened.ok ? ok({ capabilities: opened.value, relays: this.#options.relays() }) : opened
      },
      'open-attempt': ({ attempt, capabilities }) => this.#attempt(attempt, capabilities),
      'connect-attempt': ({ attempt, direction, dtlsParameters }) => this.#within(attempt, (media) => media.connect(direction, dtlsParameters)),
      'send-picture': ({ attempt, rtpParameters }) =>
        this.#within(attempt, async (media) => {
          const started = await media.start({ label: 'camera', kind: 'video', rtpParameters, muted: false })
          return started.ok ? ok({ stream: started.value }) : started
        }),
      'view-picture': ({ attempt, stream }) => this.#within(attempt, (media) => media.view(stream, {})),
      'resume-picture': ({ attempt, view }) => this.#within(attempt, (media) => media.steer(view, 'resume-consumer')),
    }
  }

  /** Opens the room once, however often it is asked for. */
  open(): Opening {
    return (this.#opening ??= this.#openNow())
  }

  /** Ends the room with all that is in it. Idempotent. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#attempts.clear()
    void this.#options.plane.ask('close-room', { room: this.#room })
  }

  async #openNow(): Opening {
    const answer = await this.#options.plane.ask('open-room', { room: this.#room })
    return answer.ok ? ok(answer.value.capabilities) : err(mediaRefusalOf[answer.error])
  }

  async #attempt(name: string, capabilities: RtpCapabilities) {
    if (this.#closed || this.#attempts.has(name) || this.#attempts.size >= mostAttempts) return err('line-test.busy')
    const media = new SfuSeat(this.#options.plane, this.#room, brandId<MediaPeerId>(this.#options.newId()))
    this.#attempts.set(name, media)
    return media.open(capabilities)
  }

  async #within<T, E extends string>(name: string, work: (media: SfuSeat) => Promise<Result<T, E>>): Promise<Result<T, E | 'media.not-joined'>> {
    const media = this.#attempts.get(name)
    return media === undefined ? err('media.not-joined') : work(media)
  }
}
