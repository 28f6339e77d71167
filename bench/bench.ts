/** One figure of a report; `baseline` names the figure of the same run that it is to be compared with. */
export interface Figure {
  readonly name: string
  readonly unit: string
  /** One value for each round that counts. */
  readonly values: readonly number[]
  readonly baseline?: string
  /** Where it stands in the bench's grid; what has no place there has a line of its own. */
  readonly cell?: { readonly row: string; readonly column: string }
}

export interface BenchResult {
  readonly figures: readonly Figure[]
  /** Rounds that were thrown away because something else used the machine. */
  readonly voidRounds: number
  /** What the reader must know to judge the figures. */
  readonly remarks: readonly string[]
}

export interface BenchOptions {
  readonly workerBin: string
  readonly rounds: number
  /** The product that already runs, for what a browser measures. */
  readonly origin: string
  readonly chromium: string | undefined
  /** The browser that prints. */
  readonly printBrowser: string | undefined
  /** Counts rounds in which others used the machine: for trying out, not for comparing. */
  readonly evenBusy: boolean
  /** Also what takes minutes: a thousand documents in a row. */
  readonly soak: boolean
  /** Names of the loads that are asked for; all where there is none. */
  readonly loads: readonly string[]
  /** Media workers that ours is compared with, in place of other media servers. */
  readonly against: readonly string[]
  /** How much of a crowd is filled in: 1 is what is promised, less is for trying out. */
  readonly share: number
}

/** A measurement with its baseline in the same run. */
export interface Bench {
  readonly name: string
  readonly purpose: string
  readonly run: (options: BenchOptions) => Promise<BenchResult>
}
