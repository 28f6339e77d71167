import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { makePadesSealer } from '#adapters/pades/pades-sealer.ts'
import { openTestDeployment, testDoctor, testOrganization } from '#adapters/pki/test-deployment.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { closePortal, settlePortal, testOrigin } from '#web/app/test-visitors.ts'
import { mutatedBytes } from './mutate.ts'
import type { Random } from './random.ts'
import { describeReport, readOrder, runCases, timeFor, type Surface } from './run-cases.ts'

/** What a stranger may hand in at /verify: signed files that somebody has touched, and what is no PDF at all. */

vi.mock('next/headers', () => ({ headers: async () => new Headers(), cookies: async () => ({ get: () => undefined }) }))

const order = readOrder()
let database: TestDatabase
let signed: Buffer

async function makeSigned(): Promise<Buffer> {
  const deployment = openTestDeployment(new Date())
  const sealer = makePadesSealer(deployment)
  const pdf = PDF.create()
  pdf.addPage({ size: 'a4' }).drawText('Bien ban hoi chan', { x: 60, y: 700 })
  await deployment.issueSigningKey({ practitioner: testDoctor, organization: testOrganization, pin: '246810' })
  const credential = await deployment.keys.unlock({ practitioner: testDoctor.id, organization: testOrganization.id }, '246810')
  if (!credential.ok) throw new Error(credential.error)
  const reserved = await sealer.reserve(await pdf.save(), ['ChuToa', 'ThuKy'])
  const one = await sealer.sign({ pdf: reserved, field: 'ChuToa', credential: credential.value, capacity: 'Chủ tọa', reason: 'Phê duyệt', location: testOrganization.name, at: new Date() })
  return Buffer.from(await sealer.addValidationData(one))
}

beforeAll(async () => {
  database = await createTestDatabase()
  settlePortal(database)
  signed = await makeSigned()
}, 60_000)
afterAll(async () => {
  await closePortal()
  await database.drop()
})

/** What a PDF says in words, exchanged for another word that a reader has to believe or not. */
const words = [['/ByteRange', '/ByteRange [0 1e9 -5 3]'], ['startxref', 'startxref\n0'], ['/Prev', '/Prev 0 /Prev'], ['/Kids', '/Kids [1 0 R 1 0 R]'], ['endobj', 'endobj 1 0 obj [1 0 R] endobj'], ['/Length', '/Length 99999999'], ['/Contents <', '/Contents <00'], ['/Parent', '/Parent 1 0 R /X'], ['/FlateDecode', '/LZWDecode'], ['/Type', '/Type /ObjStm /N 999999 /First 1 /X']] as const

function make(random: Random): Buffer {
  if (random.oneIn(30)) return random.bytes(random.between(0, 4_000))
  if (!random.oneIn(3)) return mutatedBytes(signed, random)
  const [from, to] = random.pick([...words])
  const text = signed.toString('latin1')
  const places = [...text.matchAll(new RegExp(from.replace(/[/<]/g, '\\$&'), 'g'))].map(({ index }) => index)
  const at = random.any(places)
  return at === undefined ? signed : Buffer.from(text.slice(0, at) + to + text.slice(at + from.length), 'latin1')
}

let asked = 0
const surface: Surface<Buffer> = {
  name: 'pdf',
  make,
  attempt: async (bytes) => {
    const { POST } = await import('#web/app/api/verify/route.ts')
    asked += 1
    // Each from an address of its own, or the twenty-first of a minute would not be looked at.
    const headers = { 'content-type': 'application/pdf', 'x-real-ip': `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}` }
    const answer = await POST(new Request(`${testOrigin}/api/verify`, { method: 'POST', headers, body: Uint8Array.from(bytes) }))
    if (answer.status >= 500) throw new Error(`answered ${answer.status}`)
    return String(answer.status)
  },
  write: (input) => input,
  read: (kept) => kept,
}

it('the check of a document reads it or refuses it, whatever its bytes are', { timeout: timeFor(order), retry: 0 }, async () => {
  const report = await runCases(surface, order)
  console.log(describeReport(surface.name, order, report))
  expect(await surface.attempt(signed)).toBe('200')
})
