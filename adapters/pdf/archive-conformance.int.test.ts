import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { makePadesSealer } from '#adapters/pades/pades-sealer.ts'
import { openTestDeployment, testDoctor, testOrganization } from '#adapters/pki/test-deployment.ts'
import { reserveSeals } from '#core/minutes/organization-seal.ts'
import type { RichNode } from '#core/minutes/rich-node.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { makeArchival } from './archival.ts'
import { associatedFile } from './associated-files.ts'
import { companionsOf } from './minutes-companions.ts'
import { makeMinutesRenderer } from './minutes-renderer.ts'
import { openPrintBrowser } from './print-browser.ts'
import { documentWith, sampleOrder } from './test-order.ts'

/** The command line of veraPDF (a Java program, not in Debian): docs/operations.md says how to have it. */
const veraPdf = process.env['VERAPDF_BIN'] ?? '/usr/local/bin/verapdf'
const folder = mkdtempSync(join(tmpdir(), 'lien-vien-archive-'))
const browser = openPrintBrowser({ chromium: inject('printBrowserBin'), pages: 2, onBlocked: () => undefined })
const renderer = makeMinutesRenderer(browser)
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

const words = (text: string): RichNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const cell = (type: 'tableHeader' | 'tableCell', text: string): RichNode => ({ type, content: [words(text)] })
const row = (type: 'tableHeader' | 'tableCell', ...texts: readonly string[]): RichNode => ({ type: 'tableRow', content: texts.map((text) => cell(type, text)) })
const table = (rows: number): RichNode => ({
  type: 'table',
  content: [row('tableHeader', 'Xét nghiệm', 'Kết quả', 'Đơn vị'), ...Array.from({ length: rows }, (_, at) => row('tableCell', `Bạch cầu lần ${at + 1}`, '14,2', 'G/L'))],
})

const text = (value: string) => [{ type: 'text', text: value }]
const drawing = await sharp({ create: { width: 640, height: 360, channels: 4, background: { r: 0, g: 120, b: 90, alpha: 0.4 } } }).png().toBuffer()
const drawn = brandId<Sha256>(createHash('sha256').update(drawing).digest('hex'))

/** Every structured block that an editor can set, the picture partly transparent as marked freeze-frames are. */
const everyBlock: readonly RichNode[] = [
  { type: 'diagnosis', attrs: { code: 'K85.9', role: 'main' }, content: text('Viêm tụy cấp hoại tử') },
  { type: 'diagnosis', attrs: { code: 'I21.9', role: 'differential' }, content: text('Nhồi máu cơ tim') },
  { type: 'medication', attrs: { drug: 'Meropenem', dose: '1 g', route: 'tĩnh mạch', frequency: 'mỗi 8 giờ', duration: '14 ngày' }, content: text('Chỉnh liều theo mức lọc cầu thận.') },
  { type: 'careLevel', attrs: { level: 'I' }, content: text('Theo dõi sát huyết động.') },
  { type: 'questionAnswer', attrs: { question: 'Có cần chuyển viện không?' }, content: text('Chưa, khi huyết động ổn định.') },
  { type: 'noAnswer', attrs: {}, content: text('Chờ kết quả cấy máu.') },
  { type: 'task', attrs: { person: '', name: 'Hoàng Văn Sơn', due: '2026-11-28' }, content: text('Chụp lại cắt lớp vi tính.') },
  { type: 'picture', attrs: { kind: 'freeze-frame', sha256: drawn, title: 'Trường mổ', takenAt: '2026-11-21T07:20:00Z' }, content: [] },
  { type: 'dissent', attrs: { person: '', name: 'Đặng Thùy Dương' }, content: text('Đề nghị dẫn lưu sớm.') },
]

/** The sample minutes with every block, a table and so many lines more in their first section, and a place for both hospitals' seals. */
function orderWith(lines: number) {
  const document = documentWith({ answer: 'Có.', conclusion: 'Điều trị nội khoa.', direction: 'Theo dõi.' })
  const [first, ...rest] = document.content
  if (first === undefined) throw new Error('no section')
  const more = Array.from({ length: lines }, (_, at) => words(`Diễn biến ${at + 1}: sốt 38,9 °C, bụng chướng, được bù dịch và dùng kháng sinh.`))
  const seals = reserveSeals([testOrganization, { ...testOrganization, name: 'Trung tâm Y tế Sông Bạc' }])
  return { ...sampleOrder(), seals, pictures: new Map([[drawn, { bytes: drawing, mediaType: 'image/png' }]]), document: { ...document, content: [{ ...first, content: [...first.content, ...everyBlock, table(Math.ceil(lines / 10)), ...more] }, ...rest] } }
}

/** Pages with a photograph and a drawing that is partly transparent, as freeze-frames are. */
async function printedPictures(): Promise<Uint8Array> {
  const size = { width: 320, height: 200 }
  const photo = await sharp({ create: { ...size, channels: 3, background: '#7a1f1f' } }).jpeg().toBuffer()
  const drawing = await sharp({ create: { ...size, channels: 4, background: { r: 0, g: 120, b: 90, alpha: 0.4 } } }).png().toBuffer()
  const page = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Ảnh</title></head><body><h1>Khung hình</h1>
    <img alt="Trường mổ" src="data:image/jpeg;base64,${photo.toString('base64')}"><img alt="Nét vẽ" src="data:image/png;base64,${drawing.toString('base64')}"></body></html>`
  const order = sampleOrder()
  return makeArchival(await browser.print(page), { title: 'Ảnh', author: 'Liên Viện', createdAt: order.frozenAt, files: companionsOf(order) })
}

async function signed(pdf: Uint8Array): Promise<Uint8Array> {
  const deployment = openTestDeployment(new Date())
  const sealer = makePadesSealer(deployment)
  await deployment.issueSigningKey({ practitioner: testDoctor, organization: testOrganization, pin: '246810' })
  const credential = await deployment.keys.unlock({ practitioner: testDoctor.id, organization: testOrganization.id }, '246810')
  if (!credential.ok) throw new Error(credential.error)
  const order = { field: 'ChuToa', credential: credential.value, capacity: 'Thành viên', reason: 'Chủ tọa phê duyệt', location: testOrganization.name, at: new Date() }
  return sealer.addValidationData(await sealer.sign({ pdf: await sealer.reserve(pdf, ['ThuKy', 'ThanhVien1', 'ThanhVien2', 'ChuToa', 'ConDau1', 'ConDau2']), ...order }))
}

const pagesOf = (name: string): number => Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [name], { cwd: folder, encoding: 'utf8' }))?.[1])

describe('an archived file', () => {
  beforeAll(async () => {
    const files = {
      short: await renderer.render(sampleOrder({ answer: 'Có.', conclusion: 'x', direction: 'y' })),
      five: await renderer.render(orderWith(60)),
      thirty: await renderer.render(orderWith(1_150)),
      pictures: await printedPictures(),
    }
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, `${name}.pdf`), bytes)
    writeFileSync(join(folder, 'signed.pdf'), await signed(files.five))
  }, 90_000)

  it('carries the FHIR document and the structured minutes inside, whole', () => {
    expect(execFileSync('pdfdetach', ['-list', 'signed.pdf'], { cwd: folder, encoding: 'utf8' })).toContain('2 embedded files')
    execFileSync('pdfdetach', ['-saveall', 'five.pdf'], { cwd: folder })
    for (const { name, bytes } of companionsOf(orderWith(60))) expect(execFileSync('cat', [name], { cwd: folder })).toEqual(Buffer.from(bytes))
  })

  it('hands its data out again after it was signed', async () => {
    const pdf = readFileSync(join(folder, 'signed.pdf'))
    for (const { name, bytes } of companionsOf(orderWith(60))) expect(Buffer.from((await associatedFile(pdf, name)) ?? [])).toEqual(Buffer.from(bytes))
    expect(await associatedFile(pdf, 'khác.json')).toBeNull()
  })

  it('is as long as it was meant to be', () => {
    expect(pagesOf('five.pdf')).toBeGreaterThanOrEqual(5)
    expect(pagesOf('thirty.pdf')).toBeGreaterThanOrEqual(30)
  })

  it.skipIf(!existsSync(veraPdf))(`conforms to PDF/A-3a by every rule of veraPDF, signed or not (VERAPDF_BIN=${veraPdf})`, () => {
    const names = ['short.pdf', 'five.pdf', 'thirty.pdf', 'pictures.pdf', 'signed.pdf']
    const report = execFileSync(veraPdf, ['--flavour', '3a', '--format', 'xml', ...names], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    expect(report.match(/<rule [^>]*status="failed"[\s\S]*?<description>[^<]*/g) ?? []).toEqual([])
    expect(report.match(/isCompliant="true"/g)).toHaveLength(names.length)
  }, 180_000)
})
