import { prosemirrorJSONToYDoc, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { applyUpdate, decodeUpdate, Doc, encodeStateAsUpdate, mergeUpdates } from 'yjs'
import type { MinutesDocument } from '#core/minutes/document.ts'
import { err, type Result } from '#core/shared/result.ts'
import { storableText } from '#core/shared/storable.ts'
import { minutesField, minutesSchema } from './minutes-extensions.ts'
import { parseMinutesDocument } from './parse-document.ts'

/** The first state of the shared document; made once for a draft and kept, since two makings would merge into two texts. */
export function updateOfDocument(document: MinutesDocument): Uint8Array {
  const live = prosemirrorJSONToYDoc(minutesSchema, document, minutesField)
  const update = encodeStateAsUpdate(live)
  live.destroy()
  return update
}

/** The minutes in a shared document's state, refused when it holds anything that the schema does not know. */
export function documentOfUpdate(update: Uint8Array): Result<MinutesDocument, 'minutes.document-invalid'> {
  const live = new Doc()
  try {
    applyUpdate(live, update)
    return documentOfLive(live)
  } catch {
    return err('minutes.document-invalid')
  } finally {
    live.destroy()
  }
}

/** The reader deletes what it does not understand; a deletion therefore means that the document is not minutes. */
function documentOfLive(live: Doc): Result<MinutesDocument, 'minutes.document-invalid'> {
  const repairs: Uint8Array[] = []
  live.on('update', (repair: Uint8Array) => repairs.push(repair))
  const root = yXmlFragmentToProseMirrorRootNode(live.getXmlFragment(minutesField), minutesSchema)
  return repairs.length > 0 ? err('minutes.document-invalid') : parseMinutesDocument(storable(root.toJSON()))
}

/** What was pasted may hold characters that cannot be kept; the minutes must not fail for them when they are frozen. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(storable)
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storable(inner)])) : value
}

/** The whole state after the changes that were recorded since the given one; changes that it holds already do no harm. */
export const stateAfter = (state: Uint8Array, changes: readonly Uint8Array[]): Uint8Array =>
  changes.length === 0 ? state : mergeUpdates([state, ...changes])

/** Whether bytes are a change that a document can take; what is not would stop every later opening. */
export function isChange(update: Uint8Array): boolean {
  try {
    decodeUpdate(update)
    return true
  } catch {
    return false
  }
}
