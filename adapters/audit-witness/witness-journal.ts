import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Witness } from '#core/audit/ports.ts'
import type { Testimony } from '#core/audit/witness.ts'
import { witnessedOf } from '#core/audit/witness.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { digestOfLine, readLine, writeLine, type ReadTestimony } from './testimony-line.ts'
import { openWitnessKey } from './witness-key.ts'

const journalName = 'witness.ndjson'
const keyName = 'witness-key.pem'

/** The folder of the journal within the installation's data. */
export const journalFolder = (dataDirectory: string): string => join(dataDirectory, 'audit')

/** A journal whose lines do not hold together: somebody wrote in it. */
export class BrokenJournal extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line} of the audit witness is not what was written`)
    this.line = line
  }
}

const absent = (cause: unknown): null => {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
  throw cause
}

/** The lines of a journal and its public key; null where none was begun. A line that was cut off by a crash does not count. */
export async function readJournalText(folder: string): Promise<{ readonly lines: readonly string[]; readonly publicPem: string } | null> {
  const [text, publicPem] = await Promise.all([readFile(join(folder, journalName), 'utf8').catch(absent), readFile(join(folder, keyName), 'utf8').catch(absent)])
  if (text === null || publicPem === null) return null
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return { lines: whole.split('\n').slice(0, -1), publicPem }
}

/** Reads and checks every line: its signature, and that it follows the one before. */
export function readTestimonies(lines: readonly string[], publicPem: string): readonly ReadTestimony[] {
  let previous = ''
  return lines.map((text, index) => {
    const read = readLine(text, publicPem)
    if (read === null || read.previous !== previous) throw new BrokenJournal(index + 1)
    previous = digestOfLine(text)
    return read
  })
}

/** Opens the witness's journal and goes on where it was left. */
export async function openWitnessJournal(folder: string, secret: string): Promise<Witness> {
  const key = openWitnessKey(secret)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, keyName), key.publicPem)
  const known = await readJournalText(folder)
  const lines = [...(known?.lines ?? [])]
  const ends = new Map<OrganizationId, number>()
  const grow = ({ organization, from, hashes }: Testimony): void => void ends.set(organization, Math.max(ends.get(organization) ?? 0, from + hashes.length - 1))
  for (const text of lines) {
    const read = readLine(text, key.publicPem)
    // A forged line stays where it is, for the check to name; what it claims is not believed.
    if (read !== null) grow(read)
  }
  let previous = lines.length === 0 ? '' : digestOfLine(lines.at(-1) ?? '')
  const note = async (testimonies: readonly Testimony[]): Promise<void> => {
    let last = previous
    const text = testimonies.map((testimony) => {
      const line = writeLine(testimony, last, key)
      last = digestOfLine(line)
      return `${line}\n`
    })
    const file = await open(join(folder, journalName), 'a')
    try {
      await file.appendFile(text.join(''))
      await file.datasync()
    } finally {
      await file.close()
    }
    previous = last
    testimonies.forEach(grow)
  }
  return {
    end: (organization) => ends.get(organization) ?? 0,
    note,
    recall: async (organization) => {
      const written = await readJournalText(folder)
      return written === null ? new Map() : witnessedOf(readTestimonies(written.lines, key.publicPem), organization)
    },
  }
}
