import type { LineView } from '#contract/line.ts'
import type { SeatId } from '#contract/room.ts'
import { climbBoth, startBoth, type BothLadders } from '#core/room/both-ladders.ts'
import { isAnotherLine, keepPicture, lowerRung, pauseLadder, renewLadder, type Rung } from '#core/room/ladder.ts'
import { lineQuality } from '#core/room/line-quality.ts'
import { makeLineSampler, type LineLook } from './line-stats.ts'
import type { MediaSession } from './media-session.ts'
import type { LineReport } from './room-state.ts'
import { createStore } from './store.ts'

interface LineKeeperOptions {
  readonly session: () => MediaSession | null
  /** Whether there is a picture, sent or received, that could give way. */
  readonly hasPictures: () => Readonly<Record<keyof BothLadders, boolean>>
  /** Lets one's pictures cost what the rung allows. */
  readonly limitSending: (rung: Rung) => void
  readonly limitReceiving: (rung: Rung) => void
  /** Joins the media anew, as over a line of which nothing is known yet. */
  readonly startAnew: () => void
  /** Tells the others, when the words have changed. */
  readonly report: (line: LineView) => void
}

/** Milliseconds between two looks at the line. */
const lookEvery = 1_000
/** So many looks are kept for the graph: two minutes. */
const remembered = 120
/** So many changes of one picture's size within so many milliseconds are a line that the media server cannot judge. */
const mostFlips = 4
const flapWithin = 15_000
/** The words change when so many looks in a row say so. */
const steadyLooks = 3

const unknown: LineReport = { quality: 'good', up: 'full', down: 'full', keepsPicture: false, history: [] }

/** Watches the line, keeps both ladders, and tells what they did. */
export class LineKeeper {
  readonly report = createStore<LineReport>(unknown)
  readonly others = createStore<ReadonlyMap<SeatId, LineView>>(new Map())
  readonly #options: LineKeeperOptions
  readonly #clock: ReturnType<typeof setInterval>
  #ladders: BothLadders = startBoth()
  #sampler = makeLineSampler()
  #watched: MediaSession | null = null
  #told: LineView | null = null
  #differing = 0
  /** When the media server last changed the size of each picture that comes here. */
  readonly #flips = new Map<string, readonly number[]>()

  constructor(options: LineKeeperOptions) {
    this.#options = options
    this.#clock = setInterval(() => void this.#look(), lookEvery)
  }

  /** "Giữ hình", or no longer. */
  keepPicture(keeps: boolean): void {
    const { up, down } = this.#ladders
    this.#ladders = { up: keepPicture(up, keeps), down: keepPicture(down, keeps) }
    this.report.set({ ...this.report.getSnapshot(), keepsPicture: keeps })
    this.#follow()
  }

  /** The media server has changed the size of a picture on its way here. */
  noteFlip(view: string): void {
    const now = performance.now()
    this.#flips.set(view, [...(this.#flips.get(view) ?? []).filter((at) => now - at < flapWithin), now])
  }

  /** A person's own words of their line. */
  noteOther(seat: SeatId, line: LineView): void {
    this.others.set(new Map(this.others.getSnapshot()).set(seat, line))
  }

  /** Idempotent. */
  close(): void {
    clearInterval(this.#clock)
  }

  async #look(): Promise<void> {
    const session = this.#options.session()
    if (session !== this.#watched) this.#begin(session)
    if (session === null) return
    // Of a path that is down the browser still tells what it last knew.
    if (!session.isConnected()) {
      this.#ladders = { up: pauseLadder(this.#ladders.up), down: pauseLadder(this.#ladders.down) }
      return
    }
    const reports = await session.stats().catch(() => null)
    if (reports === null || session !== this.#options.session()) return
    const look = this.#sampler(reports, performance.now())
    if (look === null) return
    const { up: before, down: receivedOn } = this.#ladders
    const has = this.#options.hasPictures()
    this.#ladders = climbBoth(this.#ladders, { up: has.up ? look.up : null, down: has.down ? { ...look.down, flapping: this.#isFlapping } : null })
    // What flapped was the size before.
    if (this.#ladders.down.rung !== receivedOn.rung) this.#flips.clear()
    this.#follow()
    this.#tell(look)
    if (isAnotherLine(before, this.#ladders.up, look.up)) this.#options.startAnew()
  }

  /** A new joining begins on the rung where the last one stood: the line is still the same. */
  #begin(session: MediaSession | null): void {
    this.#watched = session
    this.#ladders = { up: renewLadder(this.#ladders.up), down: renewLadder(this.#ladders.down) }
    this.#sampler = makeLineSampler()
    this.#flips.clear()
    this.#told = null
  }

  get #isFlapping(): boolean {
    const since = performance.now() - flapWithin
    return [...this.#flips.values()].some((times) => times.filter((at) => at > since).length > mostFlips)
  }

  #follow(): void {
    this.#options.limitSending(this.#ladders.up.rung)
    this.#options.limitReceiving(this.#ladders.down.rung)
  }

  #tell({ up, down, ...flow }: LineLook): void {
    const before = this.report.getSnapshot()
    const { up: { rung: sent }, down: { rung: received } } = this.#ladders
    const line: LineView = { quality: lineQuality([up, down], lowerRung(sent, received)), up: sent, down: received }
    const point = { roundTrip: up.roundTrip ?? down.roundTrip, loss: Math.max(up.loss, down.loss), ...flow }
    const moved = line.up !== before.up || line.down !== before.down
    this.#differing = line.quality === before.quality ? 0 : this.#differing + 1
    const settled = moved || this.#differing >= steadyLooks
    const next = settled ? line : { ...line, quality: before.quality }
    this.report.set({ ...before, ...next, history: [...before.history.slice(1 - remembered), point] })
    if (this.#told !== null && this.#told.quality === next.quality && this.#told.up === next.up && this.#told.down === next.down) return
    this.#told = next
    this.#options.report(next)
  }
}
