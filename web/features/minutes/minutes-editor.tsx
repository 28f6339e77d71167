'use client'

import Collaboration from '@tiptap/extension-collaboration'
import CollaborationCaret from '@tiptap/extension-collaboration-caret'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import { EditorContent, useEditor, type Editor } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { minutesExtensions, minutesField } from '#adapters/minutes-editor/minutes-extensions.ts'
import type { MinutesForm } from '#core/minutes/form.ts'
import { askedBlocks, blockChoices, insertBlock, type AskedBlock, type BlockChoice } from './block-choices.ts'
import type { BlockContent } from './block-choices.ts'
import { BlockDialog } from './block-dialog.tsx'
import { EditorToolbar } from './editor-toolbar.tsx'
import type { RemarkView } from './present-remark.ts'
import { makeRemarkMarks } from './remark-anchor.ts'
import { SlashList } from './slash-list.tsx'
import { makeSlashMenu, type SlashState } from './slash-menu.ts'
import type { LiveMinutes } from './minutes-line.ts'
import './minutes-editor.css'

interface MinutesEditorProps {
  readonly live: LiveMinutes
  readonly caseId: string
  readonly form: MinutesForm
  readonly me: string
  readonly label: string
  readonly remarks: readonly RemarkView[]
  /** Called with the text whenever it changes, whoever wrote. */
  readonly onText: (json: unknown) => void
  readonly onEditor: (editor: Editor | null) => void
}

interface AskedFor {
  readonly block: AskedBlock
  readonly initial: BlockContent | null
  /** Where the block stands that is changed; null for a new one. */
  readonly at: number | null
}

const isAsked = (name: string): name is AskedBlock => askedBlocks.some((block) => block === name)

/** The body of the minutes as one shared text: fixed sections, structured blocks, everyone's caret with a name. */
export function MinutesEditor({ live, caseId, form, me, label, remarks, onText, onEditor }: MinutesEditorProps) {
  const [slash, setSlash] = useState<SlashState | null>(null)
  const [asked, setAsked] = useState<AskedFor | null>(null)
  const choices = useBlockChoices(setAsked)
  const latest = useLatest({ choices, remarks: remarks.filter(({ settledAs }) => settledAs === null) })
  const mayWrite = live.mayWrite && live.link !== 'refused'
  const editor = useEditor(
    {
      // The stylesheet is ours: an injected one would need a nonce.
      injectCSS: false,
      immediatelyRender: false,
      editable: false,
      extensions: [
        ...minutesExtensions,
        Collaboration.configure({ document: live.document, field: minutesField }),
        CollaborationCaret.configure({ provider: live.provider, user: { name: me, color: live.readers.find(({ name }) => name === me)?.color ?? '' } }),
        makeSlashMenu({ choices: () => latest.current.choices, show: setSlash }),
        makeRemarkMarks(() => latest.current.remarks),
      ],
      editorProps: {
        attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', spellcheck: 'false', class: 'minutes-editor' },
        handleDoubleClickOn: (view, ...[, node, nodeAt]) => {
          if (!view.editable || !isAsked(node.type.name)) return false
          setAsked({ block: node.type.name, initial: contentOf(node), at: nodeAt })
          return true
        },
      },
      onUpdate: ({ editor: changed }) => onText(changed.getJSON()),
    },
    [live.provider],
  )
  useEffect(() => {
    editor?.setEditable(mayWrite, false)
  }, [editor, mayWrite])
  useEffect(() => {
    onEditor(editor)
  }, [editor, onEditor])
  useEffect(() => {
    // Remarks are no part of the document: an empty transaction draws their marks anew.
    if (editor !== null && !editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta('remarkMarks', remarks.length))
  }, [editor, remarks])

  const done = (block: AskedBlock, { attrs, text }: BlockContent): void => {
    if (editor === null || asked === null) return
    if (asked.at === null) insertBlock(editor, { type: block, attrs, text })
    else replaceBlock(editor, asked.at, { type: block, attrs, text })
    setAsked(null)
  }

  return (
    <>
      {editor !== null && mayWrite && <EditorToolbar editor={editor} choices={choices} />}
      <EditorContent editor={editor} />
      <SlashList state={slash} />
      <BlockDialog caseId={caseId} form={form} asked={asked} onClose={() => setAsked(null)} onDone={done} />
    </>
  )
}

function useBlockChoices(ask: (asked: AskedFor) => void): readonly BlockChoice[] {
  const t = useTranslations('minutesEditor')
  const words = useTranslations('minutes')
  return useMemo(
    () =>
      blockChoices(
        {
          block: (name) => words(`blocks.${name}`),
          care: (level) => t(`care.${level}`),
          table: t('table'),
          bulletList: words('tools.bulletList'),
          orderedList: words('tools.orderedList'),
        },
        (block) => ask({ block, initial: null, at: null }),
      ),
    [t, words, ask],
  )
}

/** The newest value for callbacks that outlive a render. */
function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}

const contentOf = (node: ProseMirrorNode): BlockContent => ({
  attrs: Object.fromEntries(Object.entries(node.attrs).map(([name, value]) => [name, String(value)])),
  text: node.textContent,
})

function replaceBlock(editor: Editor, at: number, { type, attrs, text }: BlockContent & { readonly type: AskedBlock }): void {
  const node = editor.state.doc.nodeAt(at)
  // Somebody else may have removed it while the form was open.
  if (node?.type.name !== type) return
  const content = text === '' ? {} : { content: [{ type: 'text', text }] }
  editor.chain().focus().insertContentAt({ from: at, to: at + node.nodeSize }, { type, attrs, ...content }).run()
}

export type { Editor }
