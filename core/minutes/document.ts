import { blockLabel, blockNames, isBlockName, saysSomething } from './blocks.ts'
import type { RichNode } from './rich-node.ts'

/** The body of the minutes: fixed sections, free text within. */
export interface MinutesDocument {
  readonly type: 'doc'
  readonly content: readonly SectionNode[]
}

/** One section; its heading belongs to the form and cannot be typed over. */
export interface SectionNode extends RichNode {
  readonly type: 'minutesSection'
  readonly attrs: SectionAttributes
  readonly content: readonly RichNode[]
}

/** A type, not an interface, so that it is also a record of attributes. */
export type SectionAttributes = {
  readonly key: SectionKey
  readonly heading: string
  /** The request's question that an `answer` section answers; null elsewhere. */
  readonly question: string | null
}

/** The sections of the minutes, in the order in which they are written. */
export const sectionKeys = [
  'course', 'request', 'condition', 'referring-diagnosis', 'paraclinical', 'answer', 'diagnosis', 'conclusion', 'direction',
  'treatment', 'care', 'prognosis', 'assignments', 'amendment-reason', 'amendment', 'dissent',
] as const
export type SectionKey = (typeof sectionKeys)[number]

const knownKeys = new Set<unknown>(sectionKeys)
/** Whether a value is the key of a section. */
export const isSectionKey = (value: unknown): value is SectionKey => knownKeys.has(value)

const blocks = new Set<string>(['paragraph', 'listItem', 'tableRow', 'minutesSection', ...blockNames])

/** The words of a node, one line a block; empty when nobody wrote anything. */
export function plainText(node: RichNode): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'hardBreak') return '\n'
  const inner = (node.content ?? []).map(plainText).join(blocks.has(node.type) ? '' : ' ')
  if (isBlockName(node.type)) return `${blockLabel(node)}: ${inner}\n`
  return blocks.has(node.type) ? `${inner}\n` : inner
}

/** A letter or a digit: dots and dashes on an empty line say nothing. */
const words = /[\p{L}\p{N}]/u

/** Whether a section says something: words or a filled block, not just spaces, dots, empty lines and blocks begun. */
export const isWritten = (section: SectionNode): boolean => section.content.some(says)

const says = (node: RichNode): boolean => words.test(node.text ?? '') || saysSomething(node) || (node.content ?? []).some(says)

/** The sections that carry a key: one, or for `answer` one a question. */
export const sectionsOf = (document: MinutesDocument, key: SectionKey): readonly SectionNode[] =>
  document.content.filter((section) => section.attrs.key === key)

/** The same document with every text composed (NFC), so that what is signed is found by any search. */
export const composeText = (document: MinutesDocument): MinutesDocument => ({
  type: 'doc',
  content: document.content.map((section) => ({
    ...section,
    attrs: { ...section.attrs, heading: section.attrs.heading.normalize('NFC') },
    content: section.content.map(composeNode),
  })),
})

function composeNode(node: RichNode): RichNode {
  return {
    ...node,
    ...(node.attrs === undefined ? {} : { attrs: composeAttributes(node.attrs) }),
    ...(node.text === undefined ? {} : { text: node.text.normalize('NFC') }),
    ...(node.content === undefined ? {} : { content: node.content.map(composeNode) }),
  }
}

const composeAttributes = (attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, typeof value === 'string' ? value.normalize('NFC') : value]))
