import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TablePerson } from '#core/case/test-policies.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { closePortal, settlePortal, signPeopleIn, testOrigin as origin } from './test-visitors.ts'

/** An upload over a line that is cut: nothing that came is sent twice, and nothing is put into the record before all of it is there. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined }) }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

let database: TestDatabase
let world: PolicyWorld
let folder: string
let cookies: ReadonlyMap<TablePerson, string>

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
  settlePortal(database)
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-uploads-'))
  vi.stubEnv('DATA_DIR', folder)
  cookies = await signPeopleIn(world, ['requester', 'colleague'])
}, 120_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await Promise.all([database.drop(), rm(folder, { recursive: true, force: true })])
})

const page = new TextEncoder().encode(`%PDF-1.7\n${'Phiếu điện tim. '.repeat(4_000)}`)
const cutAt = 30_000

interface Asking {
  readonly method: 'POST' | 'HEAD' | 'PATCH'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: ReadableStream<Uint8Array>
}

const ask = (who: TablePerson, { method, path, headers = {}, body }: Asking): Promise<Response> => {
  const sent = new Headers({ cookie: cookies.get(who) ?? '', origin, 'tus-resumable': '1.0.0', ...headers })
  return visitors.run(sent, async () => {
    const { uploadRoute } = await import('#web/server/upload-route.ts')
    return uploadRoute(new Request(`${origin}${path}`, { method, headers: sent, ...(body && { body, duplex: 'half' }) }))
  })
}

/** Some of the file as it comes over a line, which may be cut at the end of it. */
const piece = (from: number, until: number, cut = false): ReadableStream<Uint8Array> => new ReadableStream({
  start: (line) => {
    line.enqueue(page.slice(from, until))
    if (cut) line.error(new Error('the line was cut'))
    else line.close()
  },
})
const at = (offset: number) => ({ 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) })

describe('an upload over a line that is cut', () => {
  let address: string

  const take = (): Promise<{ readonly ok: boolean; readonly value?: { readonly media: number } }> => {
    const id = address.split('/').at(-1) ?? ''
    return visitors.run(new Headers({ cookie: cookies.get('requester') ?? '', origin }), async () => {
      const { POST } = await import('./api/uploads/[id]/import/route.ts')
      const answer = await POST(new Request(`${origin}${address}/import`, { method: 'POST', headers: { origin } }), { params: Promise.resolve({ id }) })
      return (await answer.json()) as { readonly ok: boolean; readonly value?: { readonly media: number } }
    })
  }

  it('is told how much has come, to its sender alone', async () => {
    const patient = Buffer.from(world.caseIn('draft').patient).toString('base64')
    const begun = await ask('requester', { method: 'POST', path: '/api/uploads', headers: { 'upload-length': String(page.length), 'upload-metadata': `patient ${patient}` } })
    expect(begun.status).toBe(201)
    address = begun.headers.get('location') ?? ''
    await ask('requester', { method: 'PATCH', path: address, headers: at(0), body: piece(0, cutAt) })
    await ask('requester', { method: 'PATCH', path: address, headers: at(cutAt), body: piece(cutAt, cutAt + 5_000, true) }).catch(() => undefined)
    const head = await ask('requester', { method: 'HEAD', path: address })
    expect([head.status, head.headers.get('upload-length')]).toEqual([200, String(page.length)])
    expect(Number(head.headers.get('upload-offset'))).toBeGreaterThanOrEqual(cutAt)
    expect((await ask('colleague', { method: 'HEAD', path: address })).status).toBe(404)
  })

  it('is put into the record only when it is whole', async () => {
    expect((await take()).ok).toBe(false)
    const head = await ask('requester', { method: 'HEAD', path: address })
    const offset = Number(head.headers.get('upload-offset'))
    // Whoever goes on at another place than where it stopped is refused, so that no byte is doubled or missing.
    expect((await ask('requester', { method: 'PATCH', path: address, headers: at(0), body: piece(0, 10) })).status).toBe(409)
    const done = await ask('requester', { method: 'PATCH', path: address, headers: at(offset), body: piece(offset, page.length) })
    expect([done.status, done.headers.get('upload-offset')]).toEqual([204, String(page.length)])
    expect((await take()).value?.media).toBe(1)
    const record = await world.store.read(world.actor('requester'), ({ patients }) => patients.record(world.caseIn('draft').patient))
    const file = record?.media[0]?.file
    const kept = file === undefined ? null : await world.store.read(world.actor('requester'), ({ files }) => files.get(file))
    expect(Buffer.from(kept?.bytes ?? []).equals(page)).toBe(true)
  })

  it('leaves nothing behind, and asked again tells what became of it', async () => {
    expect(await readdir(join(folder, 'uploads'))).toEqual([])
    expect((await take()).value?.media).toBe(1)
  })
})
