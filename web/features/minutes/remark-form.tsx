'use client'

import type { Editor } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition, type SubmitEvent } from 'react'
import { remarkKinds, type RemarkKind } from '#core/minutes/remarks.ts'
import { sections } from '#core/minutes/sections.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Select } from '#web/ui/select.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { addRemark } from './remark-actions.ts'
import { selectedIn, type Selected } from './remark-anchor.ts'

interface RemarkFormProps {
  readonly caseId: string
  readonly editor: Editor | null
  readonly onSent: () => void
}

const isKind = (value: string): value is RemarkKind => remarkKinds.some((kind) => kind === value)

/** Says something about what is selected in the text; a dissent needs no selection. */
export function RemarkForm({ caseId, editor, onSent }: RemarkFormProps) {
  const t = useTranslations('minutesEditor')
  const refusal = useRefusal()
  const [kind, setKind] = useState<RemarkKind>('comment')
  const selected = useSelected(editor)
  const [pending, start] = useTransition()
  const about: Selected | null = kind === 'dissent' ? { section: 'dissent', question: null, anchor: null, quote: '' } : selected

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const text = textOf(new FormData(form), 'text')
    if (about === null) return
    start(async () => {
      const answer = await addRemark({ case: caseId, kind, ...about, text })
      if (!answer.ok) {
        notify.error(refusal(answer.code), { code: answer.code })
        return
      }
      form.reset()
      onSent()
    })
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 border-t border-line pt-3">
      <Field label={t('remarks.kind')}>
        <Select value={kind} onValueChange={(value) => isKind(value) && setKind(value)} options={remarkKinds.map((one) => ({ value: one, label: t(`remarks.kinds.${one}`) }))} />
      </Field>
      {kind !== 'dissent' && (
        <p className="text-dense text-quiet">
          {selected === null ? t('remarks.noSelection') : <>{t('remarks.about')}: {selected.quote === '' ? sections[selected.section].heading : `“${selected.quote}”`}</>}
        </p>
      )}
      <Field label={t(`remarks.text.${kind}`)}><Textarea name="text" minRows={2} required maxLength={4_000} /></Field>
      <div><Button type="submit" size="sm" pending={pending} disabled={about === null}>{t('remarks.send')}</Button></div>
    </form>
  )
}

/** The last selection in the text, kept while one types elsewhere. */
function useSelected(editor: Editor | null): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null)
  useEffect(() => {
    if (editor === null) return
    const read = (): void => setSelected((before) => selectedIn(editor) ?? before)
    editor.on('selectionUpdate', read)
    return () => void editor.off('selectionUpdate', read)
  }, [editor])
  return selected
}
