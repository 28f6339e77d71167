import { describe, expect, it } from 'vitest'
import { plainText, sectionsOf } from './document.ts'
import { initialDocument } from './initial-document.ts'
import { sampleFacts } from './test-facts.ts'

const document = initialDocument(sampleFacts())
const textOf = (key: Parameters<typeof sectionsOf>[1]): string => sectionsOf(document, key).map(plainText).join('')

describe('the prefilled document', () => {
  it('carries every heading of the form in order, one answer a question', () => {
    expect(document.content.map((section) => section.attrs.key)).toEqual([
      'course', 'request', 'condition', 'referring-diagnosis', 'paraclinical', 'answer', 'answer', 'diagnosis', 'conclusion', 'direction',
      'treatment', 'care', 'prognosis', 'assignments', 'dissent',
    ])
    expect(sectionsOf(document, 'answer')[1]?.attrs.heading).toBe('Câu hỏi 2: Có cần chuyển người bệnh lên tuyến trên không?')
  })

  it('takes course, condition and diagnosis as the treating doctor wrote them, and adds nothing', () => {
    const { request } = sampleFacts()
    expect(textOf('course').trim()).toBe(request.course)
    expect(textOf('condition').trim()).toBe(request.currentCondition)
    expect(textOf('referring-diagnosis').trim()).toBe(request.provisionalDiagnosis)
  })

  it('writes numbers with a decimal comma and days as Vietnam counts them', () => {
    expect(textOf('paraclinical')).toContain('245,5 mg/L (cao)')
    expect(textOf('paraclinical')).toContain('21/11/2026')
  })

  it('takes the conclusions of reports as their authors wrote them', () => {
    const facts = sampleFacts()
    const report = { id: 'r', category: 'imaging', code: '', display: 'CLVT bụng', findings: 'Tụy phù nề.', conclusion: 'Viêm tụy cấp\nBalthazar D', author: null, results: [], issuedAt: new Date('2026-11-20T09:00:00Z') } as const
    const written = initialDocument({ ...facts, record: { ...facts.record, reports: [report] } })
    expect(sectionsOf(written, 'paraclinical').map(plainText).join('')).toContain('CLVT bụng, ngày 20/11/2026: Viêm tụy cấp Balthazar D')
  })

  it('leaves conclusion and direction to the writer', () => {
    expect(textOf('conclusion').trim()).toBe('')
    expect(textOf('direction').trim()).toBe('')
  })

  it('begins them with what was noted at the bed, and says in which direction where nothing changes', () => {
    const begun = (noted: string): readonly string[] => {
      const written = initialDocument({ ...sampleFacts(), noted })
      return (['conclusion', 'direction'] as const).map((key) => sectionsOf(written, key).map(plainText).join('').trim())
    }
    expect(begun('Đỡ đau\nRút dẫn lưu')).toEqual(['Đỡ đau\nRút dẫn lưu', ''])
    expect(begun('Đỡ đau\nKhông thay đổi hướng điều trị.')).toEqual(['Đỡ đau\nKhông thay đổi hướng điều trị.', 'Không thay đổi hướng điều trị.'])
  })
})
