import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { throwawaySettings } from '#infra/testing/throwaway-settings.ts'
import { postgresPid } from './keep-database.ts'
import { startProduct } from './product.ts'

let folder: string

beforeAll(async () => {
  folder = await makeTestFolder()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a start whose image archive is not to be had leaves no database running', { timeout: 120_000 }, async () => {
  await writeFile(join(folder, 'images'), 'a file where the archive wants its folder')
  const settings = await throwawaySettings(folder, { mode: 'development', demo: false })
  const starting = startProduct({ settings, mediaWorker: Promise.resolve(''), onLine: () => undefined, signal: new AbortController().signal })
  await expect(starting).rejects.toThrow()
  expect(await postgresPid(join(folder, 'postgres'))).toBe(undefined)
})
