import type { Hl7Field, Hl7Segment } from '@medplum/core'

/** Escapes of HL7 v2 (chapter 2.7) that stand for a letter or a new line; highlighting is layout. Any other stays as it came. */
const escapes: ReadonlyMap<string, string> = new Map(Object.entries({
  F: '|', S: '^', T: '&', R: '~', E: '\\', '.br': '\n', '.sp': '\n', X0D: '\n', X0A: '\n', X0D0A: '\n', H: '', N: '',
}))

/** A text as it was meant: its separators were escaped on the way. */
export const unescaped = (text: string): string => text.replaceAll(/\\([^\\]{1,6})\\/g, (whole, code: string) => escapes.get(code) ?? whole).trim()

/** One component of a field as its author wrote it; the first where none is named. One that is emptied on purpose says nothing either. */
export function textAt(segment: Hl7Segment, index: number, component = 1): string {
  const text = unescaped(segment.getComponent(index, component))
  return text === '""' ? '' : text
}

/** The whole text of a field as it came; where its segment ends before it, the library has none, whatever its types say. */
export const wholeField = (segment: Hl7Segment, index: number): string => (segment.getField(index) as Hl7Field | undefined)?.toString() ?? ''

/** Formatted text as plain lines; a separator of components within it was not meant as one. */
export const linesOf = (segment: Hl7Segment, index: number): string => unescaped(wholeField(segment, index).split('~').join('\n'))
