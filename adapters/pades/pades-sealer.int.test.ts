import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import type { MinutesSealer } from '#core/minutes/ports.ts'
import { openTestDeployment } from '#adapters/pki/test-deployment.ts'
import { makePadesSealer } from './pades-sealer.ts'

/** pdfsig and OpenSSL check against their own clock. */
const deployment = openTestDeployment(new Date())
const folder = mkdtempSync(join(tmpdir(), 'lien-vien-seal-'))
const path = (name: string): string => join(folder, name)
const run = (command: string, ...words: string[]): string => execFileSync(command, words, { encoding: 'utf8', stdio: 'pipe', cwd: folder })

const central = { id: brandId<OrganizationId>('org-central'), name: 'Bệnh viện Đa khoa Trung ương Sao Mai' }
const district = { id: brandId<OrganizationId>('org-district'), name: 'Trung tâm Y tế Sông Bạc' }
const people = [
  { id: 'secretary', name: 'Lê Thị Ngọc Ánh', organization: central, field: 'ThuKy', reason: 'Thư ký xác nhận biên bản hội chẩn' },
  { id: 'member', name: 'Hoàng Văn Sơn', organization: district, field: 'ThanhVien1', reason: 'Thành viên xác nhận biên bản hội chẩn' },
  { id: 'chair', name: 'Trần Quốc Khánh', organization: central, field: 'ChuToa', reason: 'Chủ tọa phê duyệt biên bản hội chẩn' },
].map((one) => ({ ...one, id: brandId<PractitionerId>(one.id) }))

const sealer: MinutesSealer = makePadesSealer(deployment)

async function blankPage(): Promise<Uint8Array> {
  const pdf = PDF.create()
  pdf.addPage({ size: 'a4' }).drawText('Bien ban hoi chan', { x: 60, y: 700 })
  return pdf.save()
}

async function signAs(pdf: Uint8Array, person: (typeof people)[number]): Promise<Uint8Array> {
  const credential = await deployment.keys.unlock({ practitioner: person.id, organization: person.organization.id }, '246810')
  if (!credential.ok) throw new Error(credential.error)
  return sealer.sign({ pdf, field: person.field, credential: credential.value, capacity: 'Thành viên', reason: person.reason, location: person.organization.name, at: new Date() })
}

/** The file after each step: reserved, then one signature more each time, then with validation data. */
const steps: Uint8Array[] = []
const step = (index: number): Uint8Array => steps.at(index) ?? new Uint8Array()

beforeAll(async () => {
  for (const { id, name, organization } of people) {
    const issued = await deployment.issueSigningKey({ practitioner: { id, name }, organization, pin: '246810' })
    expect(issued.ok).toBe(true)
  }
  steps.push(await sealer.reserve(await blankPage(), people.map((one) => one.field)))
  for (const person of people) steps.push(await signAs(step(-1), person))
  steps.push(await sealer.addValidationData(step(-1)))
  steps.forEach((bytes, index) => {
    writeFileSync(path(`step${index}.pdf`), bytes)
  })
  writeFileSync(path('root.pem'), (await deployment.authorities.root()).certificate.toString('pem'))
}, 150_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('sealing in the order of the form', () => {
  it('reserves every field before the first signature', async () => {
    expect(await sealer.verify(step(0))).toEqual({ signatures: [], unsignedFields: ['ThuKy', 'ThanhVien1', 'ChuToa'], whole: false })
  })

  it.each([1, 2, 3])('keeps every signature valid after signature %i', async (count) => {
    const verdict = await sealer.verify(step(count))
    expect(verdict.whole).toBe(true)
    expect(verdict.unsignedFields).toHaveLength(3 - count)
    expect(verdict.signatures).toMatchObject(
      people.slice(0, count).map(({ field, name, organization, reason }) => ({
        field, reason, signerName: name, organizationName: organization.name, intact: true, trusted: true, timestamped: true,
      })),
    )
  })

  it.each([1, 2, 3])('is confirmed by pdfsig after signature %i', (count) => {
    const report = run('pdfsig', '-nocert', `step${count}.pdf`)
    expect(report.match(/Signature is Valid\./g)).toHaveLength(count)
    expect(report.match(/Signature Type: ETSI\.CAdES\.detached/g)).toHaveLength(count)
    expect(report).not.toMatch(/Signature is Invalid|Digest Mismatch/)
  })

  it('stays valid, and grows by validation data for every signer, after the chair', async () => {
    const report = run('pdfsig', '-nocert', 'step4.pdf')
    expect(report.match(/Signature is Valid\./g)).toHaveLength(3)
    expect(await sealer.verify(step(4))).toMatchObject({ whole: true, unsignedFields: [] })
    const proofs = (await PDF.load(step(4))).getCatalog()
    expect(proofs.has('DSS')).toBe(true)
  })

  it('is confirmed by openssl cms, each signature over its own bytes', () => {
    for (let count = 1; count <= 3; count += 1) {
      // It dumps every signature, then reports failure because of the fields that are still empty.
      spawnSync('pdfsig', ['-nocert', '-dump', `step${count}.pdf`], { cwd: folder })
      const file = step(count)
      const range = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g
      const last = [...Buffer.from(file).toString('latin1').matchAll(range)].at(-1)?.slice(1).map(Number) ?? []
      const [, before = 0, after = 0, rest = 0] = last
      writeFileSync(path('covered.bin'), Buffer.concat([file.subarray(0, before), file.subarray(after, after + rest)]))
      const words = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', `step${count}.pdf.sig${count - 1}`, '-content', 'covered.bin']
      const answer = spawnSync('openssl', [...words, '-CAfile', 'root.pem', '-purpose', 'any', '-out', 'verified.bin'], { cwd: folder, encoding: 'utf8' })
      expect(answer.stderr).toContain('CAdES Verification successful')
    }
  })

  it('signs no field twice and no field that was not reserved', async () => {
    const [secretary] = people
    if (!secretary) throw new Error('no secretary')
    await expect(signAs(step(1), secretary)).rejects.toThrow('no free signature field')
    await expect(signAs(step(0), { ...secretary, field: 'Khac' })).rejects.toThrow('no free signature field')
  })
})

describe('tampering', () => {
  it('is seen when any one byte of the signed page is changed', async () => {
    const page = Buffer.from(step(3)).indexOf('stream') + 12
    for (const place of [page, 200, step(1).length - 30]) {
      const changed = Uint8Array.from(step(3))
      changed[place] = (changed[place] ?? 0) ^ 1
      expect((await sealer.verify(changed)).whole).toBe(false)
    }
  })

  it('is seen when a later update changes what the page shows, though every signature still fits its bytes', async () => {
    const pdf = await PDF.load(step(3))
    pdf.getPage(0)?.drawText('Da sua', { x: 60, y: 600 })
    const verdict = await sealer.verify(await pdf.save({ incremental: true }))
    expect(verdict.signatures.every((one) => one.intact)).toBe(true)
    expect(verdict.whole).toBe(false)
  })

  it('is seen when a field is added after the first signature', async () => {
    const pdf = await PDF.load(step(1))
    pdf.getOrCreateForm().createSignatureField('ThanhVien9')
    expect((await sealer.verify(await pdf.save({ incremental: true }))).whole).toBe(false)
  })

  it('does not trust a signer of another deployment', async () => {
    const stranger = makePadesSealer({ ...deployment, trustAnchors: openTestDeployment(new Date()).trustAnchors })
    const verdict = await stranger.verify(step(3))
    expect(verdict.signatures.map((one) => [one.intact, one.trusted])).toEqual([[true, false], [true, false], [true, false]])
    expect(verdict.whole).toBe(false)
  })

  it('answers for a file that is no PDF', async () => {
    expect(await sealer.verify(new TextEncoder().encode('không phải PDF'))).toEqual({ signatures: [], unsignedFields: [], whole: false })
  })
})
