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
const lookAfterMs = 1_000

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/**
 * Opens `<directory>/<name>.log` for appending; the file before the last turn-over stays beside it as `.1`. Writing never throws: neither
 * a full disk nor whoever takes a log file away may take the product down.
 */
export function openJournal(directory: string, name: string): Journal {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, `${name}.log`)
  const recent: string[] = []
  const open = (): WriteStream => {
    const stream = createWriteStream(path, { flags: 'a', mode: 0o600 })
    stream.on('error', () => undefined)
    return stream
  }
  let size = sizeOf(path)
  let stream = open()
  let lookedAt = performance.now()
  const openAnew = (): void => {
    stream.end()
    stream = open()
    size = sizeOf(path)
  }
  const tryTo = (step: () => void): void => {
    try {
      step()
    } catch {
      // What cannot be done now is tried again later; until then the last lines are kept in memory alone.
    }
  }
  /** A stream that could not write is closed for good, and one whose file was taken away keeps the disk full: another goes on. */
  const look = (): void => {
    if (performance.now() - lookedAt < lookAfterMs) return
    lookedAt = performance.now()
    if (!stream.destroyed && existsSync(path)) return
    mkdirSync(directory, { recursive: true })
    openAnew()
  }
  const turnOver = (): void => {
    tryTo(() => renameSync(path, `${path}.1`))
    openAnew()
    // Where the old file could not go aside, it is left for as long again.
    size = 0
  }
  return {
    write: (line) => {
      recent.push(line)
      if (recent.length > tailLines) recent.shift()
      tryTo(look)
      if (size > largestBytes) tryTo(turnOver)
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
