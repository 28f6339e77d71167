import type { RoomView, SeatId, SourceLabel, SourceRef, SourceView } from '#contract/room.ts'
import type { Rung } from '#core/room/ladder.ts'
import { layOut } from '../stage-layout.ts'
import type { AudioOutput } from './audio-output.ts'
import type { MediaSession } from './media-session.ts'
import type { OwnSourceSet } from './own-sources.ts'
import { isPicture, sizeForHeight } from './picture-profiles.ts'
import { watchPicture } from './picture-size.ts'
import { RemoteSource } from './remote-source.ts'
import { cutWish } from './wish-cut.ts'

/** A video element that somebody looks at. */
interface Frame {
  readonly element: HTMLVideoElement
  readonly key: string
  height: number
}

interface StageOptions {
  readonly own: OwnSourceSet
  readonly output: AudioOutput
  readonly onFailed: (cause: unknown) => void
}

/** The picture that a room which is being drawn is going to show large. */
interface Expected {
  readonly key: string
  readonly height: number
}

/** How long a picture is asked for that nothing shows yet, in milliseconds. */
const drawnWithin = 2_000

const keyOf = ({ seat, label }: SourceRef): string => `${seat}/${label}`
const isSound = (label: SourceLabel): boolean => !isPicture(label)

/** Brings the others' sources to the elements that show them, as large as they are shown; sound always, pictures when looked at. */
export class Stage {
  readonly #options: StageOptions
  readonly #frames = new Set<Frame>()
  readonly #remotes = new Map<string, { readonly source: RemoteSource; track: MediaStreamTrack | null }>()
  #me: SeatId | null = null
  #others: ReadonlyMap<string, { readonly label: SourceLabel; readonly view: SourceView }> = new Map()
  #session: MediaSession | null = null
  #rung: Rung = 'full'
  #expected: Expected | null = null
  #drawing: ReturnType<typeof setTimeout> | undefined

  constructor(options: StageOptions) {
    this.#options = options
    options.own.store.subscribe(() => this.#hang())
  }

  /** Follows the room: whose sources there are. */
  follow(me: SeatId, { participants, settings }: RoomView): void {
    if (this.#me === null) this.#expect(layOut(participants, settings, { you: me, mode: 'focus', pins: [], speaker: null, front: [] }).mains[0]?.source)
    this.#me = me
    this.#others = new Map(
      participants
        .filter(({ seat }) => seat !== me)
        .flatMap(({ seat, sources }) => sources.map((view) => [keyOf({ seat, label: view.label }), { label: view.label, view }])),
    )
    this.#settle()
  }

  /** The large picture is asked for while the room is drawn, not only once it is. */
  #expect(source: SourceRef | undefined): void {
    if (source === undefined || document.hidden) return
    this.#expected = { key: keyOf(source), height: window.innerHeight * 0.6 * window.devicePixelRatio }
    this.#drawing = setTimeout(() => {
      this.#expected = null
      this.#settle()
    }, drawnWithin)
  }

  /** Follows the media: null while there is none. */
  through(session: MediaSession | null): void {
    this.#session = session
    this.#settle()
  }

  /** Follows the line: how much of the pictures it carries. */
  follows(rung: Rung): void {
    if (rung === this.#rung) return
    this.#rung = rung
    this.#settle()
  }

  /** Whether a picture of somebody's comes here, or would if it were looked at and the line let it. */
  get hasPictures(): boolean {
    return [...this.#others.values()].some(({ label }) => isPicture(label))
  }

  show(element: HTMLVideoElement, ref: SourceRef): () => void {
    const frame: Frame = { element, key: keyOf(ref), height: 0 }
    this.#frames.add(frame)
    const stop = watchPicture(element, (height) => {
      frame.height = height
      this.#settle()
    })
    this.#hang()
    return () => {
      stop()
      this.#frames.delete(frame)
      element.srcObject = null
      this.#settle()
    }
  }

  close(): void {
    clearTimeout(this.#drawing)
    this.#session = null
    this.#others = new Map()
    this.#settle()
    for (const { element } of this.#frames) element.srcObject = null
    this.#frames.clear()
    this.#options.output.close()
  }

  /** Tells every source what is wanted of it now. */
  #settle(): void {
    for (const [key, { source }] of this.#remotes) {
      if (this.#others.has(key)) continue
      source.wish(null)
      this.#remotes.delete(key)
    }
    const heights = new Map([...this.#others.keys()].map((key) => [key, this.#heightOf(key)]))
    const tallest = Math.max(0, ...heights.values())
    const session = this.#session
    // Sound is asked for before any picture.
    const inOrder = [...this.#others].sort(([, a], [, b]) => Number(isSound(b.label)) - Number(isSound(a.label)))
    for (const [key, { label, view }] of inOrder) {
      const height = heights.get(key) ?? 0
      const wish = isSound(label)
        ? { flowing: true, layer: 0, rate: 2, priority: 255 }
        : cutWish(this.#rung, { shown: height > 0, main: height > 0 && height === tallest, size: height > 0 ? sizeForHeight(label, height) : 0 })
      this.#remote(key, label).wish(session === null ? null : { session, stream: view.stream, ...wish })
    }
    this.#hang()
  }

  #heightOf(key: string): number {
    const shown = Math.max(0, ...[...this.#frames].filter((frame) => frame.key === key).map((frame) => frame.height))
    return shown === 0 && this.#expected?.key === key ? this.#expected.height : shown
  }

  #remote(key: string, label: SourceLabel): RemoteSource {
    const known = this.#remotes.get(key)
    if (known !== undefined) return known.source
    const { output, onFailed } = this.#options
    const onTrack = (track: MediaStreamTrack | null): void => {
      remote.track = track
      if (!isSound(label)) this.#hang()
      else if (track !== null) output.play(key, track)
      // Not when the person has come back meanwhile and another source plays under the same name.
      else if ((this.#remotes.get(key) ?? remote) === remote) output.stop(key)
    }
    const remote = { source: new RemoteSource({ onTrack, onFailed }), track: null as MediaStreamTrack | null }
    this.#remotes.set(key, remote)
    return remote.source
  }

  /** Hangs each track into the frames that show it. */
  #hang(): void {
    for (const { element, key } of this.#frames) {
      const track = this.#trackOf(key)
      const shown = element.srcObject instanceof MediaStream ? (element.srcObject.getTracks()[0] ?? null) : null
      if (shown === track) continue
      element.srcObject = track === null ? null : new MediaStream([track])
      // A frame that is taken away while it starts to play is no fault.
      if (track !== null) void element.play().catch(() => undefined)
    }
  }

  #trackOf(key: string): MediaStreamTrack | null {
    const [seat, label] = key.split('/')
    if (seat !== this.#me) return this.#remotes.get(key)?.track ?? null
    const own = Object.entries(this.#options.own.store.getSnapshot()).find(([name]) => name === label)?.[1]
    return own !== undefined && 'track' in own ? own.track : null
  }
}
