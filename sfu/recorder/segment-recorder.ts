import type { Logger } from '#adapters/observability/logger.ts'
import { videoFile } from '#adapters/recordings/sidecar.ts'
import type { types } from 'mediasoup'
import { OpusFrames, Vp8Frames, type FrameSource } from './frames-of.ts'
import { finishFile, type RecordingPlace } from './finished-file.ts'
import { WebmFile, type WrittenFile } from './webm-file.ts'

/** Not more than this often, in milliseconds, a sender is asked for a fresh picture. */
const keyFramePause = 1_000

export interface SegmentNews {
  /** The first bytes are on disk; the time of the first frame by this machine's clock. */
  readonly onLit: (firstFrameAt: Date) => void
  /** The file is whole; null where nothing ever came. */
  readonly onClosed: (file: WrittenFile | null, firstFrameAt: Date | null) => void
  readonly onFailed: (cause: unknown, firstFrameAt: Date | null) => void
}

interface SegmentOptions extends SegmentNews {
  readonly router: types.Router
  readonly producer: types.Producer
  readonly place: RecordingPlace
  readonly segment: string
  readonly log: Logger
}

/** Whether a producer's frames can be put into a file as they are. */
export const canRecord = ({ rtpParameters }: types.Producer): boolean =>
  ['audio/opus', 'video/vp8'].includes(rtpParameters.codecs[0]?.mimeType.toLowerCase() ?? '')

/** Writes one stream, as the sender encoded it, into one file: nothing is decoded and nothing encoded again. */
export class SegmentRecorder {
  readonly #options: SegmentOptions
  readonly #transport: types.DirectTransport
  readonly #consumer: types.Consumer
  readonly #frames: FrameSource
  #file: Promise<WebmFile> | null = null
  #firstFrameAt: Date | null = null
  #lit = false
  #failed = false
  #askedForKeyAt = 0
  #work: Promise<void> = Promise.resolve()
  #closing: Promise<void> | undefined

  private constructor(options: SegmentOptions, transport: types.DirectTransport, consumer: types.Consumer) {
    this.#options = options
    this.#transport = transport
    this.#consumer = consumer
    this.#frames = consumer.kind === 'audio' ? new OpusFrames() : new Vp8Frames()
    consumer.on('rtp', (packet) => this.#take(packet))
    consumer.observer.once('close', () => void this.close())
  }

  /** Begins to record the producer; throws where the worker cannot. */
  static async start(options: SegmentOptions): Promise<SegmentRecorder> {
    const { router, producer } = options
    const transport = await router.createDirectTransport()
    try {
      const consumer = await transport.consume({
        producerId: producer.id,
        rtpCapabilities: router.rtpCapabilities,
        paused: true,
        ...(producer.type === 'simulcast' ? { preferredLayers: { spatialLayer: 2, temporalLayer: 2 } } : {}),
      })
      const recorder = new SegmentRecorder(options, transport, consumer)
      await consumer.resume()
      return recorder
    } catch (cause) {
      transport.close()
      throw cause
    }
  }

  /** Ends the file with its index. Idempotent. */
  close(): Promise<void> {
    // In the next turn: ending the transport closes the consumer, which comes back here.
    this.#closing ??= Promise.resolve().then(() => this.#finish())
    return this.#closing
  }

  #take(packet: Buffer): void {
    if (this.#closing !== undefined) return
    const now = Date.now()
    const { frames, needsKey } = this.#frames.take(packet, now)
    if (needsKey) this.#askForKey(now)
    const { track } = this.#frames
    if (frames.length === 0 || track === null) return
    this.#firstFrameAt ??= new Date(now)
    this.#file ??= WebmFile.create(videoFile(this.#options.place.directory, this.#options.segment), track)
    const file = this.#file
    this.#work = this.#work
      .then(async () => {
        const open = await file
        for (const frame of frames) if (await open.add(frame)) this.#light()
      })
      .catch((cause: unknown) => this.#fail(cause))
  }

  #light(): void {
    if (this.#lit || this.#firstFrameAt === null) return
    this.#lit = true
    this.#options.onLit(this.#firstFrameAt)
  }

  #askForKey(now: number): void {
    if (this.#consumer.kind !== 'video' || now - this.#askedForKeyAt < keyFramePause) return
    this.#askedForKeyAt = now
    // A consumer that closes meanwhile needs no picture.
    void this.#consumer.requestKeyFrame().catch(() => undefined)
  }

  async #finish(): Promise<void> {
    this.#transport.close()
    await this.#work
    try {
      const written = this.#file === null ? null : await (await this.#file).close()
      if (written !== null && this.#firstFrameAt !== null) {
        const { place, segment, log } = this.#options
        await finishFile(place, { segment, facts: { ...written, firstFrameAt: this.#firstFrameAt.toISOString() } }, log)
        this.#light()
      }
      this.#options.onClosed(written, this.#firstFrameAt)
    } catch (cause) {
      this.#fail(cause)
    }
  }

  /** What cannot be written, on a full disk for one, ends here and is told once: its path is given back, what reached the disk stays. */
  #fail(cause: unknown): void {
    if (this.#failed) return
    this.#failed = true
    this.#closing ??= Promise.resolve()
    this.#transport.close()
    this.#file?.then((file) => file.abandon()).catch(() => undefined)
    this.#options.onFailed(cause, this.#firstFrameAt)
  }
}
