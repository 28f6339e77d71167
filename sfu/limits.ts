/** How much the process takes on before it refuses; a refusal is said to the user, an overloaded worker is not. */
export interface SfuLimits {
  readonly roomsPerWorker: number
  readonly consumersPerWorker: number
  readonly peersPerRoom: number
  readonly peersPerRouter: number
  readonly producersPerPeer: number
}

/** A counted resource: a place is taken before the work begins and given back exactly once. */
export class Capacity {
  readonly #max: number
  #taken = 0

  constructor(max: number) {
    this.#max = max
  }

  get taken(): number {
    return this.#taken
  }

  get full(): boolean {
    return this.#taken >= this.#max
  }

  /** Takes one place and returns how to give it back, or `undefined` where none is left. */
  take(): (() => void) | undefined {
    if (this.full) return undefined
    this.#taken += 1
    let held = true
    return () => {
      if (!held) return
      held = false
      this.#taken -= 1
    }
  }
}
