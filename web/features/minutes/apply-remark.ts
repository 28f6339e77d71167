import type { Editor } from '@tiptap/core'
import type { RemarkView } from './present-remark.ts'
import { rangeOf } from './remark-anchor.ts'

/** Puts a remark into the text as an edit of the writer's; false when the words that it is about have changed since. */
export function applyRemark(editor: Editor, remark: RemarkView): boolean {
  switch (remark.kind) {
    case 'comment':
      return false
    case 'suggestion':
      return replaceQuote(editor, remark)
    case 'dissent':
      return appendDissent(editor, remark)
  }
}

function replaceQuote(editor: Editor, { anchor, quote, text }: RemarkView): boolean {
  const range = rangeOf(editor.state, anchor)
  if (range === null || editor.state.doc.textBetween(range.from, range.to, ' ') !== quote) return false
  return editor.chain().focus().insertContentAt(range, { type: 'text', text }).run()
}

function appendDissent(editor: Editor, { author, authorName, text }: RemarkView): boolean {
  const { doc } = editor.state
  const index = doc.children.findIndex((section) => section.attrs['key'] === 'dissent')
  if (index === -1) return false
  const end = doc.children.slice(0, index + 1).reduce((sum, section) => sum + section.nodeSize, 0) - 1
  const block = { type: 'dissent', attrs: { person: author, name: authorName }, content: [{ type: 'text', text }] }
  return editor.chain().focus().insertContentAt(end, block).run()
}
