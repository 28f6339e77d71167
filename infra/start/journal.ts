import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

/** The log file of one component, turned over once when it grows large. */
export interface Journal {
  readonly write: (line: string) => void
  /** The last lines written, oldest first. */
  readonly tail: () => readonly string[]
  readonly close: () => Promise<void>
}

const largestBytes = 20_000_000
const tailLines = 40
const healAfterMs = 1_000

/** Opens `<directory>/<name>.log` for appending; the file before the last turn-over stays beside it as `.1`. */
export function openJournal(directory: string, name: string): Journal {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, `${name}.log`)
  const recent: string[] = []
  let size = existsSync(path) ? statSync(path).size : 0
  const open = (): WriteStream => {
    const stream = createWriteStream(path, { flags: 'a', mode: 0o600 })
    // A full disk must not take the product down with its log.
    stream.on('error', () => undefined)
    return stream
  }
  let stream = open()
  let openedAt = performance.now()
  /** A stream that could not write is closed for good; once there is room again, another goes on. */
  const heal = (): void => {
    if (!stream.destroyed || performance.now() - openedAt < healAfterMs) return
    openedAt = performance.now()
    stream = open()
  }
  const turnOver = (): void => {
    stream.end()
    renameSync(path, `${path}.1`)
    stream = open()
    size = 0
  }
  return {
    write: (line) => {
      recent.push(line)
      if (recent.length > tailLines) recent.shift()
      heal()
      if (size > largestBytes) turnOver()
      size += line.length + 1
      stream.write(`${line}\n`)
    },
    tail: () => recent,
    close: () =>
      new Promise((resolve) => {
        stream.end(() => resolve())
      }),
  }
}
