import { TextSelection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/react'
import type { Shortcoming } from '#core/minutes/completeness.ts'

type InText = Extract<Shortcoming, { readonly section: unknown } | { readonly kind: 'question-unanswered' }>

/** Whether it is mended by words in a section of the paper, and not by people or times. */
export const isInText = (one: Shortcoming): one is InText => 'section' in one || one.kind === 'question-unanswered'

/** Puts the caret at the end of the section where something is missing, and shows it. */
export function goToShortcoming(editor: Editor, one: InText): void {
  const { doc, tr } = editor.state
  let end = 0
  for (const section of doc.children) {
    end += section.nodeSize
    if (!('section' in one ? section.attrs['key'] === one.section : section.attrs['question'] === one.question)) continue
    editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(end - 1), -1)).scrollIntoView())
    editor.view.focus()
    return
  }
}
