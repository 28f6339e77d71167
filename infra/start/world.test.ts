import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { takeOwnSettings } from '#infra/setup/own-settings.mjs'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { parseStartOptions } from './options.ts'
import { readSettings, type Settings } from './settings.ts'
import { settleWorld } from './world.ts'

let folder: string
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const start = (demo: string | undefined, flags: readonly string[] = []): Promise<Settings> =>
  settleWorld(readSettings(parseStartOptions(flags), { NODE_ENV: 'test', DATA_DIR: folder, ...(demo !== undefined && { DEMO: demo }) }), demo)

it('a hospital that began without the demo data never gets them because a variable was forgotten', async () => {
  expect((await start('0')).demo).toBe(false)
  expect((await start(undefined)).demo).toBe(false)
  await expect(start('1')).rejects.toThrow('dữ liệu thật')
})

it('a hospital’s data is not emptied by a flag', async () => {
  await start('0')
  await expect(start(undefined, ['--fresh'])).rejects.toThrow('--fresh')
})

it('the demo does not become a hospital but by beginning anew', async () => {
  expect((await start(undefined)).demo).toBe(true)
  await expect(start('0')).rejects.toThrow('mật khẩu')
  expect((await start('0', ['--fresh'])).demo).toBe(false)
  expect((await start(undefined)).demo).toBe(false)
})

it('an installation from before there were notes is told by its data', async () => {
  await mkdir(join(folder, 'postgres'))
  await writeFile(join(folder, 'postgres', 'PG_VERSION'), '18')
  expect((await start(undefined)).demo).toBe(false)
  await rm(join(folder, 'installation.json'))
  await mkdir(join(folder, 'postgres.marks'))
  await writeFile(join(folder, 'postgres.marks', 'seeded'), '')
  expect((await start(undefined)).demo).toBe(true)
})

it('the settings file fills in what the shell did not say', async () => {
  const file = join(folder, '.env')
  const names = ['LV_TEST_SAID', 'LV_TEST_MAIL', 'LV_TEST_URL', 'LV_TEST_EMPTY'] as const
  await writeFile(file, '# a hospital\n\nLV_TEST_SAID=file\nLV_TEST_MAIL="Liên Viện <a@b.example>"\r\nLV_TEST_URL=smtp://a:b#c@mail:587  # ours\nLV_TEST_EMPTY=\n')
  process.env['LV_TEST_SAID'] = 'shell'
  takeOwnSettings(file)
  expect(names.map((name) => process.env[name])).toEqual(['shell', 'Liên Viện <a@b.example>', 'smtp://a:b#c@mail:587', undefined])
  for (const name of names) Reflect.deleteProperty(process.env, name)
  expect(() => takeOwnSettings(join(folder, 'absent'))).not.toThrow()
  await writeFile(file, 'no name\n')
  expect(() => takeOwnSettings(file)).toThrow('dòng 1')
})
