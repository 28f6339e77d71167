import { deflateSync } from 'node:zlib'
import { PDF } from '@libpdf/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTestDeployment, testDoctor, testOrganization } from '#adapters/pki/test-deployment.ts'
import { makeSealChecker } from './check-apart.ts'
import { makePadesSealer } from './pades-sealer.ts'

const deployment = openTestDeployment(new Date())
const sealer = makePadesSealer(deployment)
const checkSeal = makeSealChecker({ installation: new URL('../../', import.meta.url).pathname, trustAnchors: deployment.trustAnchors })
let signed: Uint8Array

beforeAll(async () => {
  const pdf = PDF.create()
  pdf.addPage({ size: 'a4' }).drawText('Bien ban hoi chan', { x: 60, y: 700 })
  await deployment.issueSigningKey({ practitioner: testDoctor, organization: testOrganization, pin: '246810' })
  const credential = await deployment.keys.unlock({ practitioner: testDoctor.id, organization: testOrganization.id }, '246810')
  if (!credential.ok) throw new Error(credential.error)
  signed = await sealer.sign({
    pdf: await sealer.reserve(await pdf.save(), ['ChuToa']), field: 'ChuToa', credential: credential.value,
    capacity: 'Chủ tọa', reason: 'Phê duyệt', location: testOrganization.name, at: new Date(),
  })
}, 60_000)

/** A file whose only object stream unpacks to so many MiB of blanks. */
function bomb(mebibytes: number): Uint8Array {
  const packed = deflateSync(Buffer.alloc(mebibytes * 1024 * 1024, ' '), { level: 9 })
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0)
  const places: number[] = []
  const add = (object: string, stream?: Buffer): void => {
    places.push(length())
    parts.push(Buffer.from(`${String(places.length)} 0 obj\n${object}\n`))
    if (stream !== undefined) parts.push(Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n'))
    parts.push(Buffer.from('endobj\n'))
  }
  add('<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>')
  add('<< /Type /Pages /Kids [] /Count 0 >>')
  add(`<< /Type /ObjStm /N 1 /First 5 /Length ${String(packed.length)} /Filter /FlateDecode >>`, packed)
  const table = length()
  const [catalog = 0, pages = 0, objects = 0] = places
  const rows = [[0, 0, 65_535], [1, catalog, 0], [1, pages, 0], [1, objects, 0], [2, 3, 0], [1, table, 0]] as const
  const index = Buffer.concat(rows.map(([kind, place, third]) => {
    const row = Buffer.alloc(7)
    row.writeUInt8(kind, 0)
    row.writeUInt32BE(place, 1)
    row.writeUInt16BE(third, 5)
    return row
  }))
  parts.push(Buffer.from(`5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length ${String(index.length)} >>\nstream\n`), index)
  parts.push(Buffer.from(`\nendstream\nendobj\nstartxref\n${String(table)}\n%%EOF\n`))
  return Buffer.concat(parts)
}

describe('a file from a stranger is checked in a process of its own', () => {
  it('says of signed minutes what is said here', async () => {
    expect(await checkSeal(signed)).toEqual({ ok: true, value: await sealer.verify(signed) })
  })

  it('calls a file unreadable that unpacks to more than the process may hold, and reads the next', async () => {
    const file = bomb(1_100)
    expect(file.length).toBeLessThan(4 * 1024 * 1024)
    expect(await checkSeal(file)).toEqual({ ok: false, error: 'seal.unreadable' })
    expect((await checkSeal(signed)).ok).toBe(true)
  })

  it('says that it is busy to the third at once', async () => {
    const [one, two, three] = await Promise.all([checkSeal(signed), checkSeal(signed), checkSeal(signed)])
    expect([one.ok, two.ok]).toEqual([true, true])
    expect(three).toEqual({ ok: false, error: 'seal.busy' })
  })
})
