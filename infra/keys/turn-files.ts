import { rewrapSeal } from '#adapters/sealing/file-sealer.ts'
import type { KeyRing } from '#adapters/sealing/key-ring.ts'
import type { FileSealer } from '#core/record/sealed-file.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import type { FileSeals, FileToSeal, NewSeal } from '#prisma/repositories/file-seals.ts'
import { sha256 } from '#prisma/sha256.ts'

/** What a turn of the keys did with one kind of files. */
export interface Turned {
  /** Were not sealed before. */
  readonly sealed: number
  /** Lie under the current key now, their bytes as they were. */
  readonly rewrapped: number
  /** Did not open under the key that they name: left as they are. */
  readonly unopened: number
}

const batch = 100

export interface FileTurn {
  readonly seals: FileSeals
  readonly ring: KeyRing
  readonly sealer: FileSealer
}

/**
 * Puts every file of the database under the current key, beside whatever goes on. Each file is one statement, so a turn that was
 * stopped goes on where it was.
 */
export async function turnFiles({ seals, ring, sealer }: FileTurn): Promise<Turned> {
  const { id } = await ring.current()
  const count = { sealed: 0, rewrapped: 0, unopened: 0 }
  for (let after: Sha256 | null = null; ; ) {
    const files: readonly FileToSeal[] = await seals.notUnder(id, after, batch)
    for (const file of files) {
      const next = await nextSeal({ seals, ring, sealer }, file)
      if (next === 'gone') continue
      if (next === null) count.unopened += 1
      else if (await seals.put(file, next)) count[next.body === null ? 'rewrapped' : 'sealed'] += 1
    }
    after = files.at(-1)?.file ?? null
    if (files.length < batch) return count
  }
}

async function nextSeal({ seals, ring, sealer }: FileTurn, { file, size, seal }: FileToSeal): Promise<NewSeal | 'gone' | null> {
  if (seal !== null) {
    const rewrapped = await rewrapSeal(ring, { file, size, seal })
    return rewrapped === null ? null : { seal: rewrapped, body: null }
  }
  const content = await seals.unsealed(file)
  if (content === null) return 'gone'
  const sealed = await sealer.seal(file, content)
  // The file itself is about to go: what takes its place must open to it.
  const opened = await sealer.open({ file, size, seal: sealed.seal, wanted: { from: 0, length: size }, body: sealed.body })
  return sha256(opened) === file ? sealed : null
}
