import { Node } from '@tiptap/pm/model'
import { attributesFit, isBlockName } from '#core/minutes/blocks.ts'
import { isSectionKey, type MinutesDocument } from '#core/minutes/document.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
import { minutesSchema } from './minutes-extensions.ts'

/** Far above any real minutes, far below what would choke a renderer. */
const limits = { characters: 400_000, nodes: 20_000, depth: 24, cellSpan: 20 } as const

/** Checks that JSON is minutes: only nodes of the schema, the form's sections each once, and within the limits of size. */
export function parseMinutesDocument(json: unknown): Result<MinutesDocument, 'minutes.document-invalid'> {
  if (!isSmall(json) || !isStorable(json)) return err('minutes.document-invalid')
  let node: Node
  try {
    node = Node.fromJSON(minutesSchema, json)
    node.check()
  } catch {
    return err('minutes.document-invalid')
  }
  return isMinutes(node) ? ok(node.toJSON() as MinutesDocument) : err('minutes.document-invalid')
}

function isSmall(json: unknown): boolean {
  let nodes = 0
  let characters = 0
  const visit = (value: unknown, depth: number): boolean => {
    nodes += 1
    if (depth > limits.depth * 2 || nodes > limits.nodes * 8) return false
    if (typeof value === 'string') characters += value.length
    if (characters > limits.characters) return false
    if (typeof value !== 'object' || value === null) return true
    return Object.values(value).every((inner) => visit(inner, depth + 1))
  }
  return visit(json, 0)
}

function isMinutes(document: Node): boolean {
  const names = document.children.map((section) => `${String(section.attrs['key'])}:${String(section.attrs['question'])}`)
  if (new Set(names).size !== names.length) return false
  if (!document.children.every((section) => isSectionKey(section.attrs['key']) && typeof section.attrs['heading'] === 'string')) return false
  let fits = true
  document.descendants((node) => {
    const spans = [node.attrs['colspan'], node.attrs['rowspan']].filter((span) => span !== undefined)
    if (!spans.every((span) => Number.isInteger(span) && Number(span) >= 1 && Number(span) <= limits.cellSpan)) fits = false
    if (isBlockName(node.type.name) && !attributesFit(node.type.name, node.attrs)) fits = false
    return fits
  })
  return fits
}
