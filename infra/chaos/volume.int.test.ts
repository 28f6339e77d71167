import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mountVolume, type Volume } from './volume.ts'

let folder: string
let volume: Volume | null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-volume-'))
  volume = mountVolume(folder)
})
afterAll(async () => {
  volume?.unmount()
  await rm(folder, { recursive: true, force: true })
})

it('a full volume takes not a byte more, keeps what it has, and takes again when it is drained', async ({ skip }) => {
  if (volume === null) return skip('this account may mount nothing')
  const content = Buffer.alloc(5_000_000, 7)
  await writeFile(join(folder, 'before'), content)
  await volume.fill()
  await expect(writeFile(join(folder, 'meanwhile'), 'one byte is too many')).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(content.equals(await readFile(join(folder, 'before')))).toBe(true)
  volume.drain()
  await writeFile(join(folder, 'after'), content)
  expect(content.equals(await readFile(join(folder, 'after')))).toBe(true)
})
