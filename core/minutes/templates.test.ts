import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { shortcomings } from './completeness.ts'
import { plainText, sectionsOf, type MinutesDocument } from './document.ts'
import { initialDocument } from './initial-document.ts'
import { prefillForm } from './prefill.ts'
import { applyTemplate, chooseTemplate, readTemplate, type MinutesTemplate } from './templates.ts'
import { sampleFacts } from './test-facts.ts'

const template = (specialty: MinutesTemplate['specialty'], texts: MinutesTemplate['texts']): MinutesTemplate => ({
  organization: brandId('org-central'), specialty, texts, savedBy: brandId('chair'), savedAt: new Date(0),
})
const surgery = template('general-surgery', {
  course: 'Mẫu diễn biến', answer: 'Trả lời: […]', conclusion: 'Chỉ định phẫu thuật: […]\nThời điểm: […]', care: 'Chăm sóc cấp I theo quy định.',
})
const facts = sampleFacts()
const begun = applyTemplate(initialDocument(facts), surgery)
const textOf = (document: MinutesDocument, key: Parameters<typeof sectionsOf>[1]): string => sectionsOf(document, key).map(plainText).join('').trim()

describe('a template', () => {
  it('of the specialty comes before the general one, and another specialty\'s is not taken', () => {
    const general = template(null, { care: 'Chung' })
    expect(chooseTemplate([general, surgery], 'general-surgery')).toBe(surgery)
    expect(chooseTemplate([general, surgery], 'cardiology')).toBe(general)
    expect(chooseTemplate([surgery], 'cardiology')).toBeNull()
  })

  it('begins empty sections, every answer, and never what is written', () => {
    expect(textOf(begun, 'course')).toBe(facts.request.course.replace(/\s*\n\s*/g, '\n'))
    expect(sectionsOf(begun, 'answer').map((section) => plainText(section).trim())).toEqual(['Trả lời: […]', 'Trả lời: […]'])
    expect(textOf(begun, 'conclusion')).toBe('Chỉ định phẫu thuật: […]\nThời điểm: […]')
    expect(textOf(begun, 'dissent')).toBe('')
    expect(applyTemplate(initialDocument(facts), null)).toEqual(initialDocument(facts))
    // A second time changes nothing.
    expect(applyTemplate(begun, template(null, { conclusion: 'Khác […]', direction: 'Khác […]' })).content.find(({ attrs }) => attrs.key === 'conclusion'))
      .toEqual(begun.content.find(({ attrs }) => attrs.key === 'conclusion'))
  })

  it('never makes minutes complete by itself: its blanks have to be filled', () => {
    expect(shortcomings(prefillForm(facts), begun)).toEqual([
      { kind: 'section-empty', section: 'direction' },
      { kind: 'blank-left', section: 'answer' },
      { kind: 'blank-left', section: 'conclusion' },
    ])
  })

  it('leaves something to write wherever the law wants something written', () => {
    expect(readTemplate({ conclusion: 'Thống nhất chẩn đoán.' })).toEqual({ ok: false, error: 'template.no-blank' })
    expect(readTemplate({ conclusion: 'Thống nhất: [...]', care: ' Cấp I ', prognosis: '  ' })).toEqual({ ok: true, value: { conclusion: 'Thống nhất: [...]', care: 'Cấp I' } })
    expect(readTemplate({ care: ' ' })).toEqual({ ok: false, error: 'template.empty' })
  })
})
