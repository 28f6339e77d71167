'use client'

import { useEditorState, type Editor } from '@tiptap/react'
import { Bold, Italic, List, ListOrdered, Redo2, Table, Underline, Undo2, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#web/ui/icon-button.tsx'

interface Tool {
  readonly name: 'bold' | 'italic' | 'underline' | 'bulletList' | 'orderedList' | 'table' | 'undo' | 'redo'
  readonly icon: LucideIcon
  readonly run: (editor: Editor) => void
  /** The mark or node that this tool turns on, shown as pressed where the caret stands. */
  readonly marks?: string
}

const tools: readonly Tool[] = [
  { name: 'bold', icon: Bold, marks: 'bold', run: (editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: Italic, marks: 'italic', run: (editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'underline', icon: Underline, marks: 'underline', run: (editor) => editor.chain().focus().toggleUnderline().run() },
  { name: 'bulletList', icon: List, marks: 'bulletList', run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', icon: ListOrdered, marks: 'orderedList', run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'table', icon: Table, run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
  { name: 'undo', icon: Undo2, run: (editor) => editor.chain().focus().undo().run() },
  { name: 'redo', icon: Redo2, run: (editor) => editor.chain().focus().redo().run() },
]

/** What the form allows: emphasis, lists, tables, one's own undo. */
export function EditorToolbar({ editor }: { readonly editor: Editor }) {
  const t = useTranslations('minutes')
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => tools.filter(({ marks }) => marks !== undefined && current.isActive(marks)).map(({ name }) => name),
  })
  return (
    <div role="toolbar" aria-label={t('tools.label')} className="sticky top-0 z-10 -mx-2 mb-4 flex flex-wrap gap-1 border-b border-line bg-surface px-2 py-1.5">
      {tools.map(({ name, icon: Icon, run, marks }) => (
        <IconButton
          key={name}
          size="sm"
          variant="quiet"
          label={t(`tools.${name}`)}
          icon={<Icon />}
          {...(marks === undefined ? {} : { pressed: active.includes(name) })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        />
      ))}
    </div>
  )
}
