import { brandId, type Sha256 } from '#core/shared/ids.ts'
import type { RichNode } from './rich-node.ts'

/** The structured blocks that may stand in any section: coded where machines read them, in words where people do. */
export const blockNames = ['diagnosis', 'medication', 'careLevel', 'questionAnswer', 'noAnswer', 'task', 'picture', 'dissent'] as const
export type BlockName = (typeof blockNames)[number]

const known = new Set<string>(blockNames)
/** Whether a node of this type is a structured block. */
export const isBlockName = (type: string): type is BlockName => known.has(type)

/** The attributes of each block and what they are before anybody fills them. */
export const blockAttributes = {
  diagnosis: { code: '', role: 'main' },
  medication: { drug: '', dose: '', route: '', frequency: '', duration: '' },
  careLevel: { level: 'I' },
  questionAnswer: { question: '' },
  noAnswer: {},
  task: { person: '', name: '', due: '' },
  picture: { kind: 'freeze-frame', sha256: '', title: '', takenAt: '' },
  dissent: { person: '', name: '' },
} as const satisfies Readonly<Record<BlockName, Readonly<Record<string, string>>>>

export const diagnosisRoles = ['main', 'comorbid', 'differential'] as const
export type DiagnosisRole = (typeof diagnosisRoles)[number]
export const careLevels = ['I', 'II', 'III'] as const

const roleWords: Readonly<Record<string, string>> = {
  main: 'Chẩn đoán chính', comorbid: 'Bệnh kèm theo', differential: 'Chẩn đoán phân biệt',
} satisfies Record<DiagnosisRole, string>

const icdCode = /^[A-Z]\d{2}(?:\.\d{1,2})?$/
const formats: Readonly<Record<string, RegExp>> = {
  'diagnosis.code': /^(?:[A-Z]\d{2}(?:\.\d{1,2})?)?$/,
  'diagnosis.role': new RegExp(`^(?:${diagnosisRoles.join('|')})$`),
  'careLevel.level': /^I{1,3}$/,
  'task.person': /^(?:[\w-]{1,64})?$/,
  'task.due': /^(?:\d{4}-\d{2}-\d{2})?$/,
  'picture.kind': /^(?:freeze-frame|image-view)$/,
  'picture.sha256': /^[0-9a-f]{64}$/,
  'picture.takenAt': /^(?:\d{4}-\d{2}-\d{2}T[\d:.]+Z)?$/,
  'dissent.person': /^(?:[\w-]{1,64})?$/,
}
const longestText = 300

/** Whether a text is an ICD-10 code as hospitals write it, such as K85.9. */
export const isIcdCode = (text: string): boolean => icdCode.test(text)

/** Whether a block holds exactly its attributes, each in its form. */
export function attributesFit(type: BlockName, attributes: Readonly<Record<string, unknown>>): boolean {
  const expected = Object.keys(blockAttributes[type])
  return Object.keys(attributes).every((name) => expected.includes(name)) && expected.every((name) => {
    const value = attributes[name]
    return typeof value === 'string' && value.length <= longestText && (formats[`${type}.${name}`]?.test(value) ?? true)
  })
}

function of(node: RichNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ')
const day = (date: string): string => date.split('-').toReversed().join('/')

/** What a block says before its free text; the same words on screen and on paper. */
export function blockLabel(node: RichNode): string {
  switch (node.type) {
    case 'diagnosis':
      return joined(roleWords[of(node, 'role')] ?? '', of(node, 'code'))
    case 'medication':
      return `Thuốc: ${joined(of(node, 'drug'), of(node, 'dose'), of(node, 'route'), of(node, 'frequency'), of(node, 'duration'))}`
    case 'careLevel':
      return `Chăm sóc cấp ${of(node, 'level')}`
    case 'questionAnswer':
      return `Hỏi: ${of(node, 'question')} – Trả lời`
    case 'noAnswer':
      return 'Chưa trả lời được, lý do'
    case 'task':
      return joined(`Việc: ${of(node, 'name') === '' ? 'chưa giao' : of(node, 'name')}`, of(node, 'due') === '' ? '' : `hạn ${day(of(node, 'due'))}`)
    case 'picture':
      return `${of(node, 'kind') === 'image-view' ? 'Hình ảnh' : 'Khung hình'}: ${of(node, 'title')}`
    case 'dissent':
      return `Ý kiến bảo lưu của ${of(node, 'name')}`
    default:
      return ''
  }
}

/** Whether a block says something by its attributes alone, without any free text. */
export function saysSomething(node: RichNode): boolean {
  switch (node.type) {
    case 'diagnosis':
      return of(node, 'code') !== ''
    case 'medication':
      return of(node, 'drug').trim() !== ''
    case 'careLevel':
    case 'picture':
      return true
    default:
      return false
  }
}

/** The blocks that were begun and say nothing yet: an answer without words, a task with nothing to do. */
export function emptyBlocks(node: RichNode): readonly BlockName[] {
  const inner = (node.content ?? []).flatMap(emptyBlocks)
  if (!isBlockName(node.type)) return inner
  return saysSomething(node) || hasText(node) ? inner : [node.type, ...inner]
}

const hasText = (node: RichNode): boolean => (node.text ?? '').trim() !== '' || (node.content ?? []).some(hasText)

/** The hashes of the pictures in a text, as often as they stand in it. */
export const pictureHashes = (node: RichNode): readonly Sha256[] => [
  ...(node.type === 'picture' ? [brandId<Sha256>(of(node, 'sha256'))] : []),
  ...(node.content ?? []).flatMap(pictureHashes),
]
