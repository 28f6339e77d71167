export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number
  readonly gid?: number
  /** Signal that ends the command early; SIGTERM unless said otherwise. */
  readonly endSignal?: NodeJS.Signals
  /** Called for each line of standard output and standard error. */
  readonly onLine?: (line: string) => void
}

export declare class CommandFailed extends Error {
  constructor(command: string, exitCode: number | null, tail: string)
  readonly command: string
  readonly exitCode: number | null
  /** The last lines that the command printed, where the cause usually stands. */
  readonly tail: string
}

/** Ends every command under way; each then fails as one that was ended. */
export declare function endCommands(): void

/** Runs a command to its end and returns what it printed; throws CommandFailed on any other exit code than 0. */
export declare function run(command: string, args: readonly string[], options?: RunOptions): Promise<string>
