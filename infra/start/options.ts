import { parseArgs } from 'node:util'
import { StartProblem } from '#infra/setup/start-problem.mjs'

/** What the command line asks for. */
export interface StartOptions {
  /** Begin with an empty database. */
  readonly fresh: boolean
  /** Serve the hospital's own network over TLS. */
  readonly lan: boolean
  /** Reload on every change of the source. */
  readonly dev: boolean
  /** With `dev`: reload pages only, so that rooms stay up while sources are edited. */
  readonly hold: boolean
}

/** Reads the command line of `npm start`; throws a StartProblem that lists what is understood. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  try {
    const flag = { type: 'boolean', default: false } as const
    return parseArgs({ args: [...args], options: { fresh: flag, lan: flag, dev: flag, hold: flag } }).values
  } catch {
    throw new StartProblem(`Tham số không hợp lệ: ${args.join(' ')}. Dùng được: --fresh, --lan, --dev, --hold.`)
  }
}
