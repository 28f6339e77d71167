import { describe, expect, it } from 'vitest'
import { blockAttributes, blockNames, type BlockName } from '#core/minutes/blocks.ts'
import { isWritten, plainText, sectionsOf, type MinutesDocument, type SectionNode } from '#core/minutes/document.ts'
import type { RichNode } from '#core/minutes/rich-node.ts'
import { sectionsHtml } from './document-html.ts'
import { documentOfUpdate, updateOfDocument } from './live-document.ts'
import { parseMinutesDocument } from './parse-document.ts'

const filled: Readonly<Record<BlockName, Readonly<Record<string, string>>>> = {
  diagnosis: { code: 'K85.9', role: 'main' },
  medication: { drug: 'Meropenem', dose: '1 g', route: 'truyền tĩnh mạch', frequency: 'mỗi 8 giờ', duration: '7 ngày' },
  careLevel: { level: 'I' },
  questionAnswer: { question: 'Có mổ không?' },
  noAnswer: {},
  task: { person: '0b9e2c1e-7d1f-4a52-9d5b-2f6a3f0c1e77', name: 'BS. Hoàng Văn Sơn', due: '2026-11-24' },
  picture: { kind: 'freeze-frame', sha256: 'ab'.repeat(32), title: 'Trường mổ', takenAt: '2026-11-21T07:20:00.000Z' },
  dissent: { person: '', name: 'BS. Đặng Thùy Dương' },
}
const block = (type: BlockName, attrs: Readonly<Record<string, unknown>> = filled[type], text = 'ghi chú'): RichNode => ({
  type, attrs, content: text === '' ? [] : [{ type: 'text', text }],
})
const section = (...content: readonly RichNode[]): SectionNode => ({
  type: 'minutesSection', attrs: { key: 'conclusion', heading: 'Kết luận', question: null }, content,
})
const minutes = (...content: readonly RichNode[]): MinutesDocument => ({ type: 'doc', content: [section(...content)] })

describe('structured blocks', () => {
  const all = minutes(...blockNames.map((name) => block(name)))

  it('pass through the schema and the shared document unchanged', () => {
    const parsed = parseMinutesDocument(all)
    expect(parsed).toMatchObject({ ok: true })
    expect(documentOfUpdate(updateOfDocument(all))).toEqual(parsed)
  })

  it('say the same in the print as in plain text', () => {
    const words = [
      'Chẩn đoán chính, K85.9: ', 'Thuốc: Meropenem, 1 g, truyền tĩnh mạch, mỗi 8 giờ, 7 ngày: ', 'Chăm sóc cấp I: ', 'Hỏi: Có mổ không? – Trả lời: ',
      'Chưa trả lời được, lý do: ', 'Việc: BS. Hoàng Văn Sơn, hạn 24/11/2026: ', 'Khung hình: Trường mổ: ', 'Ý kiến bảo lưu của BS. Đặng Thùy Dương: ',
    ]
    const [html, plain] = [sectionsHtml(all.content), plainText(section(...(sectionsOf(all, 'conclusion')[0]?.content ?? [])))]
    for (const each of words) {
      expect(html).toContain(each)
      expect(plain).toContain(`${each}ghi chú`)
    }
    expect(html).toContain(`<img src="/api/frames/${'ab'.repeat(32)}" alt="Trường mổ"`)
  })

  it('print markup in their attributes as words', () => {
    const html = sectionsHtml(minutes(block('medication', { ...filled.medication, drug: '"><img src=x onerror=alert(1)>' })).content)
    expect(html).not.toContain('<img')
  })

  it.each<[BlockName, Readonly<Record<string, unknown>>]>([
    ['diagnosis', { code: 'viêm tụy', role: 'main' }],
    ['diagnosis', { code: 'K85', role: 'chief' }],
    ['careLevel', { level: 'IV' }],
    ['task', { ...filled.task, due: '24/11/2026' }],
    ['picture', { ...filled.picture, sha256: '../../etc/passwd' }],
    ['medication', { ...filled.medication, dose: 'x'.repeat(301) }],
    ['dissent', { person: 7, name: '' }],
  ])('of kind %s are refused with %o', (name, attrs) => {
    expect(parseMinutesDocument(minutes(block(name, attrs)))).toEqual({ ok: false, error: 'minutes.document-invalid' })
  })

  it('count as written by what they say, not by their label', () => {
    const begun = (name: BlockName): boolean => isWritten(section(block(name, blockAttributes[name], '')))
    expect(blockNames.filter(begun)).toEqual(['careLevel', 'picture'])
    expect(isWritten(section(block('noAnswer', {}, 'chờ kết quả cấy máu')))).toBe(true)
    expect(isWritten(section(block('diagnosis', filled.diagnosis, '')))).toBe(true)
  })
})
