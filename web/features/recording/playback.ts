import type { SegmentView } from './present-recording.ts'

export interface PlaybackState {
  /** Milliseconds since the recording began. */
  readonly at: number
  readonly playing: boolean
  readonly rate: number
  /** A source that should be seen now has not arrived yet: all wait for it. */
  readonly waiting: boolean
}

/** Sources may be apart by this, in milliseconds, before one is moved: less than an ear and an eye notice. */
const mostDrift = 120
const beat = 50
const enoughData = 3

export const rates = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

interface Track {
  readonly element: HTMLMediaElement
  readonly segment: SegmentView
}

/** One clock for every source of a recording: it runs while all that should be seen is there, and the elements follow it. */
export class Playback {
  readonly #length: number
  readonly #tracks = new Set<Track>()
  readonly #listeners = new Set<() => void>()
  #state: PlaybackState = { at: 0, playing: false, rate: 1, waiting: false }
  #timer: ReturnType<typeof setInterval> | undefined
  #lastBeat = 0

  constructor(length: number) {
    this.#length = length
  }

  readonly getSnapshot = (): PlaybackState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Lets an element show its segment for as long as it is on the page; fit for a React ref callback. */
  attach(element: HTMLMediaElement, segment: SegmentView): () => void {
    const track = { element, segment }
    this.#tracks.add(track)
    this.#align(track)
    return () => {
      this.#tracks.delete(track)
      element.pause()
      element.removeAttribute('src')
      element.load()
    }
  }

  toggle(): void {
    const atEnd = this.#state.at >= this.#length
    this.#set({ playing: !this.#state.playing, ...(atEnd && { at: 0 }) })
    this.#alignAll()
    this.#keepTime()
  }

  seek(to: number): void {
    this.#set({ at: Math.min(this.#length, Math.max(0, to)) })
    this.#alignAll()
  }

  setRate(rate: number): void {
    this.#set({ rate })
    this.#alignAll()
  }

  /** Idempotent. */
  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#listeners.clear()
  }

  #keepTime(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    if (!this.#state.playing) return
    this.#lastBeat = performance.now()
    this.#timer = setInterval(() => this.#beat(), beat)
  }

  #beat(): void {
    const now = performance.now()
    const passed = now - this.#lastBeat
    this.#lastBeat = now
    const waiting = [...this.#tracks].some((track) => this.#isNow(track) && track.element.readyState < enoughData && track.element.error === null)
    const at = waiting ? this.#state.at : Math.min(this.#length, this.#state.at + passed * this.#state.rate)
    this.#set({ at, waiting, playing: at < this.#length })
    this.#alignAll()
    if (!this.#state.playing) this.#keepTime()
  }

  #alignAll(): void {
    for (const track of this.#tracks) this.#align(track)
  }

  #align(track: Track): void {
    const { element, segment } = track
    const { at, playing, rate, waiting } = this.#state
    const place = Math.max(0, at - segment.from)
    if (!this.#isNow(track)) {
      if (!element.paused) element.pause()
      return
    }
    if (element.playbackRate !== rate) element.playbackRate = rate
    if (!element.seeking && Math.abs(element.currentTime * 1_000 - place) > (playing ? mostDrift * Math.max(1, rate) : beat)) element.currentTime = place / 1_000
    const runs = playing && !waiting
    // A browser that will not play sound before a touch plays after the next one.
    if (runs && element.paused) void element.play().catch(() => undefined)
    else if (!runs && !element.paused) element.pause()
  }

  #isNow({ segment }: Track): boolean {
    return this.#state.at >= segment.from && this.#state.at < segment.until
  }

  #set(change: Partial<PlaybackState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
