import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openJournal, type Journal } from './journal.ts'

let folder: string
let journal: Journal
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-journal-'))
  path = join(folder, 'portal.log')
  journal = openJournal(folder, 'portal')
  await vi.waitFor(() => stat(path))
})
afterEach(async () => {
  await journal.close()
  await rm(folder, { recursive: true, force: true })
})

const megabyte = 'x'.repeat(1_000_000)
const fill = (): void => {
  for (let count = 0; count < 20; count += 1) journal.write(megabyte)
}
const nextLook = (): Promise<void> => elapse(1_100)

describe('the log file of a component', () => {
  it('is turned over once it is large', async () => {
    fill()
    journal.write('after')
    await vi.waitFor(async () => expect([(await stat(`${path}.1`)).size, await readFile(path, 'utf8')]).toEqual([20_000_020, 'after\n']))
  })

  it('takes nobody down when it is gone as it is turned over, and goes on', async () => {
    fill()
    await rm(path, { force: true })
    expect(() => journal.write('after')).not.toThrow()
    await vi.waitFor(async () => expect(await readFile(path, 'utf8')).toBe('after\n'))
    expect(journal.tail().at(-1)).toBe('after')
  })

  it('is written anew soon after somebody took it away, alone or with its folder', async () => {
    for (const gone of [path, folder]) {
      journal.write('before')
      await vi.waitFor(async () => expect(await readFile(path, 'utf8')).toContain('before\n'))
      await rm(gone, { recursive: true })
      await nextLook()
      journal.write('after')
      await vi.waitFor(async () => expect(await readFile(path, 'utf8')).toBe('after\n'))
    }
  })
})
