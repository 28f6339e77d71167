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
}

/** Reads the command line of `npm start`; throws a StartProblem that lists what is understood. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { fresh: { type: 'boolean' }, lan: { type: 'boolean' }, dev: { type: 'boolean' } },
    })
    return { fresh: values.fresh ?? false, lan: values.lan ?? false, dev: values.dev ?? false }
  } catch {
    throw new StartProblem(`Tham số không hợp lệ: ${args.join(' ')}. Dùng được: --fresh, --lan, --dev.`)
  }
}
