'use client'

import Collaboration from '@tiptap/extension-collaboration'
import CollaborationCaret from '@tiptap/extension-collaboration-caret'
import { EditorContent, useEditor, type Editor } from '@tiptap/react'
import { useEffect } from 'react'
import { minutesExtensions, minutesField } from '#adapters/minutes-editor/minutes-extensions.ts'
import { EditorToolbar } from './editor-toolbar.tsx'
import type { LiveMinutes } from './use-live-minutes.ts'
import './minutes-editor.css'

interface MinutesEditorProps {
  readonly live: LiveMinutes
  readonly me: string
  readonly label: string
  /** Called with the text whenever it changes, whoever wrote. */
  readonly onText: (json: unknown) => void
}

/** The body of the minutes as one shared text: fixed sections, everyone's caret with a name. */
export function MinutesEditor({ live, me, label, onText }: MinutesEditorProps) {
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
      ],
      editorProps: { attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', spellcheck: 'false', class: 'minutes-editor' } },
      onUpdate: ({ editor: changed }) => onText(changed.getJSON()),
    },
    [live.provider],
  )
  const mayWrite = live.mayWrite && live.link !== 'refused'
  useEffect(() => {
    editor?.setEditable(mayWrite, false)
  }, [editor, mayWrite])

  return (
    <>
      {editor !== null && mayWrite && <EditorToolbar editor={editor} />}
      <EditorContent editor={editor} />
    </>
  )
}

export type { Editor }
