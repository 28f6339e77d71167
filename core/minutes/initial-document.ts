import type { Observation, PatientRecord } from '#core/record/patient-record.ts'
import { unchangedCourse } from '#core/round/round.ts'
import { vietnamDay } from '#core/shared/vietnam-day.ts'
import type { MinutesDocument, SectionKey, SectionNode } from './document.ts'
import type { RichNode } from './rich-node.ts'
import type { MinutesFacts } from './prefill.ts'
import { answerHeading, sections } from './sections.ts'

/** The document that the writer starts from: every section of the form, the known ones filled from the record. */
export function initialDocument(facts: MinutesFacts): MinutesDocument {
  const { request, record, noted } = facts
  const keys = Object.keys(sections) as SectionKey[]
  const content = keys.filter((key) => sections[key].printsIn !== 'addendum').flatMap((key): SectionNode[] => {
    if (key === 'answer') {
      return request.questions.map((question, index) => ({
        type: 'minutesSection',
        attrs: { key, heading: answerHeading(index + 1, question.text), question: question.id },
        content: paragraphs(''),
      }))
    }
    return [
      {
        type: 'minutesSection',
        attrs: { key, heading: sections[key].heading, question: null },
        content: prefilled(key, { request, record, noted }),
      },
    ]
  })
  return { type: 'doc', content }
}

function prefilled(key: SectionKey, { request, record, noted }: Pick<MinutesFacts, 'request' | 'record' | 'noted'>): readonly RichNode[] {
  switch (key) {
    case 'course':
      // The request was prefilled from the record already; repeating it here would print it twice.
      return paragraphs(request.course)
    case 'request':
      return request.questions.length === 0 ? paragraphs('') : [numbered(request.questions.map((question) => question.text))]
    case 'condition':
      return paragraphs(request.currentCondition)
    case 'referring-diagnosis':
      return paragraphs(request.provisionalDiagnosis)
    case 'paraclinical':
      return paraclinical(record)
    case 'conclusion':
      return paragraphs(noted)
    case 'direction':
      return paragraphs(noted.split('\n').includes(unchangedCourse) ? unchangedCourse : '')
    case 'answer':
    case 'diagnosis':
    case 'treatment':
    case 'care':
    case 'prognosis':
    case 'assignments':
    case 'amendment-reason':
    case 'amendment':
    case 'dissent':
      return paragraphs('')
  }
}

const text = (words: string): readonly RichNode[] => (words === '' ? [] : [{ type: 'text', text: words }])
const paragraph = (words: string): RichNode => ({ type: 'paragraph', content: text(words) })

/** One paragraph a line; at least one, unless the lines are optional. */
function paragraphs(lines: string, { optional = false } = {}): readonly RichNode[] {
  const written = lines.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  if (written.length === 0) return optional ? [] : [paragraph('')]
  return written.map(paragraph)
}

const numbered = (items: readonly string[]): RichNode => ({
  type: 'orderedList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
})

function paraclinical(record: PatientRecord): readonly RichNode[] {
  const results = latestOfEach(record.observations.filter((one) => one.category === 'laboratory'))
  const reports = record.reports.filter(({ conclusion }) => conclusion !== '')
    .map(({ display, issuedAt, conclusion }) => `${display}, ngày ${vietnameseDate(issuedAt)}: ${conclusion.replaceAll(/\s*\n\s*/g, ' ')}`)
  const studies = record.imagingStudies.map((study) => `${study.description} (${study.modality}), ngày ${vietnameseDate(study.startedAt)}.`)
  const table = results.length === 0 ? [] : [resultTable(results)]
  const pictures = paragraphs([...reports, ...studies].join('\n'), { optional: results.length > 0 })
  return [...table, ...pictures]
}

function resultTable(results: readonly Observation[]): RichNode {
  const row = (cells: readonly string[], type: 'tableHeader' | 'tableCell'): RichNode => ({
    type: 'tableRow',
    content: cells.map((cell) => ({ type, content: [paragraph(cell)] })),
  })
  return {
    type: 'table',
    content: [
      row(['Xét nghiệm', 'Kết quả', 'Khoảng tham chiếu', 'Thời điểm'], 'tableHeader'),
      ...results.map((one) => row([one.display, `${valueOf(one)}${flagWord(one)}`, rangeOf(one), vietnameseDate(one.effectiveAt)], 'tableCell')),
    ],
  }
}

/** Lists come newest first, so the first of each code is the latest. */
const latestOfEach = (observations: readonly Observation[]): readonly Observation[] =>
  observations.filter((one, index) => observations.findIndex((other) => other.code === one.code) === index)

/** Vietnamese numbers carry a decimal comma. */
const decimal = (value: number | string): string => (typeof value === 'number' ? String(value).replace('.', ',') : value)
const valueOf = (one: Observation): string => (one.unit === null ? decimal(one.value) : `${decimal(one.value)} ${one.unit}`)

function rangeOf({ referenceLow, referenceHigh }: Observation): string {
  if (referenceLow !== null && referenceHigh !== null) return `${decimal(referenceLow)} – ${decimal(referenceHigh)}`
  if (referenceHigh !== null) return `≤ ${decimal(referenceHigh)}`
  return referenceLow === null ? '' : `≥ ${decimal(referenceLow)}`
}

function flagWord({ flag }: Observation): string {
  switch (flag) {
    case 'normal':
      return ''
    case 'low':
      return ' (thấp)'
    case 'high':
      return ' (cao)'
    case 'critical-low':
      return ' (rất thấp)'
    case 'critical-high':
      return ' (rất cao)'
    case 'abnormal':
      return ' (bất thường)'
  }
}

/** Hospitals write Vietnam's day. */
function vietnameseDate(at: Date): string {
  const [year, month, day] = vietnamDay(at).split('-')
  return `${day}/${month}/${year}`
}
