import { describe, expect, it } from 'vitest'
import { shortcomings } from './completeness.ts'
import type { MinutesDocument, SectionNode } from './document.ts'
import { initialDocument } from './initial-document.ts'
import { prefillForm } from './prefill.ts'
import { sampleFacts } from './test-facts.ts'

const form = prefillForm(sampleFacts())
const blank = initialDocument(sampleFacts())
const written: MinutesDocument = {
  type: 'doc',
  content: blank.content.map((section) => ({
    ...section,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Đã thảo luận.' }] }],
  })),
}

describe('what stands between a draft and freezing', () => {
  it('is nothing when every required section and question has words', () => {
    expect(shortcomings(form, written)).toEqual([])
  })

  it('is the conclusion, the direction and every question at the start', () => {
    expect(shortcomings(form, blank)).toEqual([
      { kind: 'section-empty', section: 'conclusion' },
      { kind: 'section-empty', section: 'direction' },
      { kind: 'question-unanswered', question: 'q1' },
      { kind: 'question-unanswered', question: 'q2' },
    ])
  })

  it('does not take spaces for words', () => {
    const spaces = { ...written, content: written.content.map((section) => section.attrs.key === 'conclusion'
      ? { ...section, content: [{ type: 'paragraph', content: [{ type: 'text', text: ' \u00a0 ' }] }] } : section) }
    expect(shortcomings(form, spaces)).toEqual([{ kind: 'section-empty', section: 'conclusion' }])
  })

  /** The minutes as written, with this under the second question. */
  const answered = (...content: SectionNode['content']): MinutesDocument => ({
    ...written, content: written.content.map((section) => (section.attrs.question === 'q2' ? { ...section, content } : section)),
  })
  const said = (text: string) => ({ type: 'text', text })
  const open = { kind: 'question-unanswered', question: 'q2' }

  it('is a question without an answer, and a reason stands for one', () => {
    expect(shortcomings(form, answered({ type: 'paragraph' }))).toEqual([open])
    expect(shortcomings(form, answered({ type: 'noAnswer', content: [said('Chưa có kết quả cấy máu.')] }))).toEqual([])
    expect(shortcomings(form, answered({ type: 'noAnswer' }))).toEqual([open, { kind: 'block-empty', section: 'answer', block: 'noAnswer' }])
  })

  it.each(['…', '......', ' - ', '?'])('does not take "%s" for an answer', (text) => {
    expect(shortcomings(form, answered({ type: 'paragraph', content: [said(text)] }))).toEqual([open])
  })

  it('does not let an answer be left out with its section', () => {
    const short = { ...written, content: written.content.filter((section) => section.attrs.question !== 'q2') }
    expect(shortcomings(form, short)).toEqual([open])
  })

  it('names a chair who is secretary, and a person listed twice', () => {
    const confused = { ...form, secretary: form.chair, members: [...form.members, ...form.members.slice(0, 1)] }
    expect(shortcomings(confused, written)).toEqual([
      { kind: 'chair-is-secretary' },
      { kind: 'person-listed-twice', name: 'Hoàng Văn Sơn' },
    ])
  })

  it('does not let a consult be held before admission', () => {
    const early = { ...form, consult: { ...form.consult, heldAt: '2026-11-18T02:19:59.000Z' } }
    expect(shortcomings(early, written)).toEqual([{ kind: 'held-before-admission' }])
  })
})
