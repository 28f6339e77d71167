import type { Editor } from '@tiptap/core'
import { Node as ProseMirrorNode } from '@tiptap/pm/model'

const nameOf = (section: ProseMirrorNode): string => `${String(section.attrs['key'])}:${String(section.attrs['question'])}`

/** Puts an earlier text back, section by section, as one edit of the writer's; false when the document does not read. */
export function restoreText(editor: Editor, document: unknown): boolean {
  const { state, view } = editor
  let earlier: ProseMirrorNode
  try {
    earlier = ProseMirrorNode.fromJSON(state.schema, document)
  } catch {
    return false
  }
  const then = new Map(earlier.children.map((section) => [nameOf(section), section]))
  const change = state.tr
  let end = state.doc.content.size
  // From the last section to the first, so that the places of those before stay as they are.
  for (const section of state.doc.children.toReversed()) {
    const before = then.get(nameOf(section))
    const start = end - section.nodeSize
    if (before !== undefined && !before.eq(section)) change.replaceWith(start + 1, end - 1, before.content)
    end = start
  }
  if (change.docChanged) view.dispatch(change)
  return true
}
