import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { makeMinutesRenderer } from './minutes-renderer.ts'
import { openPrintBrowser } from './print-browser.ts'
import { sampleOrder } from './test-order.ts'

const blocked: string[] = []
const browser = openPrintBrowser({ chromium: inject('printBrowserBin'), pages: 2, onBlocked: (url) => blocked.push(url) })
const renderer = makeMinutesRenderer(browser)
afterAll(() => browser.close())

const poppler = (tool: 'pdftotext' | 'pdfinfo' | 'pdffonts', pdf: Uint8Array, ...words: string[]): string =>
  execFileSync(tool, [...words, '-', ...(tool === 'pdftotext' ? ['-'] : [])], { input: pdf, encoding: 'utf8' })

/** Every Vietnamese letter that carries marks, in both cases: twelve vowels by six tones, and đ. */
function vietnameseLetters(): readonly string[] {
  const tones = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323']
  const lower = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')))
  return [...lower, 'đ'].flatMap((letter) => [letter, letter.toLocaleUpperCase('vi')])
}

describe('the printed minutes', () => {
  let pdf: Uint8Array
  let text: string
  beforeAll(async () => {
    pdf = await renderer.render(sampleOrder())
    text = poppler('pdftotext', pdf, '-layout')
  }, 60_000)

  it('stand in the order of form 27/BV2', () => {
    const order = [
      'Sở Y tế Hà Sơn', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'MS: 27/BV2', 'Độc lập - Tự do - Hạnh phúc', 'Số vào viện', 'TRÍCH BIÊN BẢN HỘI CHẨN',
      'Họ và tên người bệnh: NGUYỄN THỊ HƯỜNG', 'Tuổi: 67', 'Nam/Nữ: Nữ', 'Đã điều trị từ ngày: 18/11/2026', 'đến ngày: 21/11/2026', 'Tại số giường: 12',
      'Buồng: 302', 'Khoa: Ngoại tổng hợp', 'Chẩn đoán: Viêm tụy cấp hoại tử', 'Hội chẩn lúc: 14 giờ 05 phút, ngày 21/11/2026',
      'Chủ tọa: PGS.TS.BS. Trần Quốc Khánh', 'Thư ký: ThS.BS. Lê Thị Ngọc Ánh', 'Thành viên tham gia:', '1. BSCKI. Hoàng Văn Sơn', '2. BSCKII. Đặng Thùy Dương',
      'Tóm tắt quá trình diễn biến bệnh, quá trình điều trị và chăm sóc người bệnh:', 'Kết luận (sau khi đã khám lại và thảo luận):', 'Hướng điều trị tiếp:',
      'Ngày 21 tháng 11 năm 2026', 'THƯ KÝ', 'CHỦ TỌA',
    ]
    const places = order.map((words) => text.indexOf(words))
    expect(order.filter((_, index) => places[index] === -1)).toEqual([])
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('carry the full minutes and what a remote consult adds', () => {
    for (const words of [
      'BIÊN BẢN HỘI CHẨN', 'Nội dung yêu cầu hội chẩn', 'Câu hỏi 2: Có cần chuyển người bệnh lên tuyến trên không?', 'Chế độ chăm sóc',
      'PH-2026-11-21-0421', 'mã 99001', 'mã 99900', '14:22:10 đến 14:22:50', '001159012345', 'HT3010123456789', '14/03/1959',
      'Người bệnh yêu cầu bằng văn bản (Phiếu đồng ý số 17/2026)', 'Không ghi hình', '1.2.826.0.1.3680043.8.498', '/BYT-CCHN',
    ]) expect(text).toContain(words)
  })

  it('leave out sections that nobody wrote in', () => {
    expect(text).not.toContain('Tiên lượng')
    expect(text).not.toContain('Ý kiến bảo lưu')
  })

  it('say on every page which minutes they are, where to verify them, and the page of pages', () => {
    const pages = text.split('\f').slice(0, -1)
    expect(pages).toHaveLength(3)
    pages.forEach((page, index) => {
      expect(page).toContain(`Trang ${index + 1}/3`)
      expect(page).toContain('Biên bản HC-0421/BBHC · phiên bản 1')
      expect(page).toContain('Xác minh: https://lienvien.example/verify/0b9e2c1e-7d1f-4a52-9d5b-2f6a3f0c1e77')
    })
  })

  it('embed whole fonts and are tagged, in Vietnamese, with archive metadata', async () => {
    expect(poppler('pdfinfo', pdf)).toMatch(/Title:\s+Biên bản hội chẩn HC-0421\/BBHC, phiên bản 1[\s\S]*Tagged:\s+yes[\s\S]*A4/)
    const fonts = poppler('pdffonts', pdf).split('\n').slice(2).filter((line) => line !== '')
    expect(fonts.length).toBeGreaterThan(0)
    expect(fonts.every((line) => /BeVietnamPro.*TrueType\s+Identity-H\s+yes\s+yes\s+yes/.test(line))).toBe(true)
    const catalog = (await PDF.load(pdf)).getCatalog()
    for (const key of ['StructTreeRoot', 'Lang', 'Metadata', 'OutputIntents']) expect(catalog.has(key)).toBe(true)
    expect(poppler('pdfinfo', pdf, '-meta')).toContain('<pdfaid:part>3</pdfaid:part>')
  })

  it('show structured blocks in words, and a picture by its bytes', async () => {
    const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const sha256 = createHash('sha256').update(picture).digest('hex')
    const order = sampleOrder()
    const blocks = [
      { type: 'diagnosis', attrs: { code: 'K85.9', role: 'main' }, content: [{ type: 'text', text: 'Viêm tụy cấp' }] },
      { type: 'picture', attrs: { kind: 'freeze-frame', sha256, title: 'Trường mổ', takenAt: '' }, content: [] },
    ]
    const content = order.document.content.map((section) => (section.attrs.key === 'diagnosis' ? { ...section, content: blocks } : section))
    const withBlocks = { ...order, document: { ...order.document, content } }
    const printed = await renderer.render({ ...withBlocks, pictures: new Map([[sha256, { bytes: picture, mediaType: 'image/png' }]]) })
    expect(poppler('pdftotext', printed, '-layout')).toContain('Chẩn đoán chính, K85.9: Viêm tụy cấp')
    expect(poppler('pdftotext', printed, '-layout')).toContain('Khung hình: Trường mổ')
    await expect(renderer.render(withBlocks)).rejects.toThrow('a picture of the minutes is not at hand')
  })

  it('ask for nothing outside themselves', () => expect(blocked).toEqual([]))
})

describe('the text of the PDF', () => {
  const letters = vietnameseLetters()
  const syllables = letters.map((letter) => `h${letter}n`)

  it.each(['NFC', 'NFD'] as const)('gives back every Vietnamese letter, written as %s', async (form) => {
    const lines = syllables.map((syllable) => syllable.normalize(form))
    const grouped = Array.from({ length: Math.ceil(lines.length / 12) }, (_, row) => lines.slice(row * 12, row * 12 + 12).join(' ')).join('\n')
    const pdf = await renderer.render(sampleOrder({ conclusion: grouped, direction: 'x' }))
    const found = new Set(poppler('pdftotext', pdf).split(/\s+/))
    expect(syllables).toHaveLength(146)
    expect(syllables.filter((syllable) => !found.has(syllable))).toEqual([])
  })

  it('shows markup as the words it is', async () => {
    const hostile = '<b>đậm</b> <script>alert(1)</script> & "ngoặc" \u0338'
    const text = poppler('pdftotext', await renderer.render(sampleOrder({ conclusion: hostile })))
    expect(text).toContain('<b>đậm</b> <script>alert(1)</script> & "ngoặc"')
  })
})

describe('long minutes', () => {
  it('repeat the foot on thirty pages and keep every word', async () => {
    const lines = Array.from({ length: 1300 }, (_, index) => `Dòng ${index + 1}: diễn biến được ghi lại đầy đủ.`)
    const text = poppler('pdftotext', await renderer.render(sampleOrder({ course: lines.join('\n') })))
    expect(lines.filter((line) => !text.includes(line))).toEqual([])
    expect(text.match(/Trang \d+\/\d+/g)?.length).toBeGreaterThanOrEqual(30)
  })
})
