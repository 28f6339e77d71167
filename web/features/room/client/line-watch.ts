/** Below the first number a line counts as weak, above the second as good again; in between it stays what it was. */
const weakBelow = 5
const goodFrom = 7

/** Judges the line by the scores (0 to 10) of what is sent and received, with hysteresis, so that the words do not flicker. */
export function judgeLine(wasWeak: boolean, scores: readonly number[]): boolean {
  if (scores.length === 0) return wasWeak
  const sorted = [...scores].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 10
  return wasWeak ? median < goodFrom : median < weakBelow
}

/** Gathers the latest score of every stream and says when the judgement changes. */
export class LineWatch {
  readonly #onChange: (weak: boolean) => void
  readonly #scores = new Map<string, number>()
  #weak = false

  constructor(onChange: (weak: boolean) => void) {
    this.#onChange = onChange
  }

  note(stream: string, score: number): void {
    this.#scores.set(stream, score)
    const weak = judgeLine(this.#weak, [...this.#scores.values()])
    if (weak === this.#weak) return
    this.#weak = weak
    this.#onChange(weak)
  }

  /** A stream has ended, or everything has begun anew. */
  forget(stream?: string): void {
    if (stream === undefined) this.#scores.clear()
    else this.#scores.delete(stream)
  }
}
