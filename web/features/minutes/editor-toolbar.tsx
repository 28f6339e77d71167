'use client'

import { useEditorState, type Editor } from '@tiptap/react'
import { Bold, ChevronDown, Italic, List, ListOrdered, Plus, Redo2, Table, Underline, Undo2, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import type { BlockChoice } from './block-choices.ts'

interface Tool {
  readonly name: 'bold' | 'italic' | 'underline' | 'bulletList' | 'orderedList' | 'undo' | 'redo'
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
  { name: 'undo', icon: Undo2, run: (editor) => editor.chain().focus().undo().run() },
  { name: 'redo', icon: Redo2, run: (editor) => editor.chain().focus().redo().run() },
]

const tableTools = {
  addRow: (editor: Editor) => editor.chain().focus().addRowAfter().run(),
  addColumn: (editor: Editor) => editor.chain().focus().addColumnAfter().run(),
  deleteRow: (editor: Editor) => editor.chain().focus().deleteRow().run(),
  deleteColumn: (editor: Editor) => editor.chain().focus().deleteColumn().run(),
  deleteTable: (editor: Editor) => editor.chain().focus().deleteTable().run(),
} as const
const tableToolNames = ['addRow', 'addColumn', 'deleteRow', 'deleteColumn', 'deleteTable'] as const

interface EditorToolbarProps {
  readonly editor: Editor
  readonly choices: readonly BlockChoice[]
}

/** What the form allows: blocks, emphasis, lists, tables, one's own undo. */
export function EditorToolbar({ editor, choices }: EditorToolbarProps) {
  const t = useTranslations('minutes')
  const own = useTranslations('minutesEditor')
  const { active, inTable } = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      active: tools.filter(({ marks }) => marks !== undefined && current.isActive(marks)).map(({ name }) => name),
      inTable: current.isActive('table'),
    }),
  })
  return (
    <div role="toolbar" aria-label={t('tools.label')} className="sticky top-(--toolbar-top,0px) z-10 -mx-2 mb-4 flex flex-wrap items-center gap-1 border-b border-line bg-surface px-2 py-1.5">
      <Menu
        align="start"
        label={own('insertHint')}
        trigger={<Button size="sm" icon={<Plus />}>{own('insert')}</Button>}
        items={choices.map(({ label, icon: Icon, run }) => ({ label, icon: <Icon />, onSelect: () => run(editor) }))}
      />
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
      {inTable && (
        <Menu
          align="start"
          trigger={<Button size="sm" variant="quiet" icon={<Table />}>{own('table')} <ChevronDown aria-hidden className="size-4" /></Button>}
          items={tableToolNames.map((name) => ({ label: own(`rows.${name}`), onSelect: () => tableTools[name](editor) }))}
        />
      )}
    </div>
  )
}
