import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { examineArchive } from '#infra/setup/examine-archive.mjs'
import { waitForHealth } from '#infra/start/health-probe.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { installedOrthanc, prepareArchive } from './orthanc.ts'

/** Runs an Orthanc with one setting changed while `look` looks at it. */
async function withOrthanc<T>(change: Readonly<Record<string, unknown>>, look: (address: string) => Promise<T>): Promise<T> {
  const folder = await makeTestFolder()
  const archive = await prepareArchive({ directory: join(folder, 'images'), port: await freePort(), password: 'secret' })
  const [program, file = ''] = archive.command
  await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), ...change }))
  const child = spawn(program, [file], { ...archive.user, cwd: archive.directory, stdio: 'ignore' })
  const ended = once(child, 'exit')
  try {
    await waitForHealth(archive.healthUrl, { withinMs: 30_000, until: 'up', signal: new AbortController().signal, authorization: archive.authorization })
    return await look(archive.url.replace('//', '//lienvien:secret@'))
  } finally {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}

describe('the character set of an archive', () => {
  test.skipIf(installedOrthanc() === undefined)('is wrong when it is Latin, and the remedy is named', async () => {
    const found = await withOrthanc({ DefaultEncoding: 'Latin1' }, (address) => examineArchive('PACS', address))
    expect(found).toMatchObject({ state: 'wrong', detail: expect.stringContaining('Latin1') as unknown, fix: expect.stringContaining('"DefaultEncoding": "Utf8"') as unknown })
  })

  test.skipIf(installedOrthanc() === undefined)('is right as we configure it; a wrong password is told apart', async () => {
    const [own, locked] = await withOrthanc({}, async (address) => [await examineArchive('PACS', address), await examineArchive('PACS', address.replace('secret', 'guess'))] as const)
    expect([own.state, locked.state, locked.detail]).toEqual(['present', 'wrong', 'không nhận tài khoản'])
  })

  test.each([
    [[{ '00080005': { Value: ['ISO_IR 100'] }, '00100010': { Value: [{ Alphabetic: 'Tran^Thi Bich' }] } }], 'wrong'],
    [[{ '00080005': { Value: ['ISO_IR 192'] }, '00100010': { Value: [{ Alphabetic: 'Tr?n^Th? B?ch' }] } }], 'wrong'],
    [[{ '00080005': { Value: ['ISO_IR 192'] }, '00100010': { Value: [{ Alphabetic: 'Trần^Thị Bích' }] } }], 'present'],
  ])('of another maker is judged by its answers', async (studies, state) => {
    const server = createServer((request, response) => (request.url?.includes('/studies') ? response.end(JSON.stringify(studies)) : response.writeHead(404).end()))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect((await examineArchive('PACS', `http://127.0.0.1:${port}/dicom-web`)).state).toBe(state)
    server.close()
    expect((await examineArchive('PACS', `http://127.0.0.1:${port}/dicom-web`)).state).toBe('missing')
  })
})
