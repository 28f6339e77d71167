'use client'

import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent } from 'react'
import { isIcdCode } from '#core/minutes/blocks.ts'
import type { MinutesForm } from '#core/minutes/form.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { textOf } from '#web/ui/form-text.ts'
import type { AskedBlock, BlockContent } from './block-choices.ts'
import { DiagnosisFields, DissentFields, MedicationFields, QuestionFields, TaskFields } from './block-fields.tsx'
import { PictureFields } from './picture-fields.tsx'

interface BlockDialogProps {
  readonly caseId: string
  readonly form: MinutesForm
  /** Which block is asked for; null closes the dialog. */
  readonly asked: { readonly block: AskedBlock; readonly initial: BlockContent | null } | null
  readonly onClose: () => void
  readonly onDone: (block: AskedBlock, content: BlockContent) => void
}

/** Asks for the details of a block; the same form inserts a new one and changes one that stands. */
export function BlockDialog({ caseId, form, asked, onClose, onDone }: BlockDialogProps) {
  const t = useTranslations('minutesEditor')
  const words = useTranslations('minutes')
  const [error, setError] = useState<string>()
  if (asked === null) return null
  const { block, initial } = asked

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const content = contentOf(block, new FormData(event.currentTarget), form)
    if (block === 'diagnosis' && content.attrs['code'] !== '' && !isIcdCode(content.attrs['code'] ?? '')) {
      setError(t('diagnosis.codeWrong'))
      return
    }
    setError(undefined)
    onDone(block, content)
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={words(`blocks.${block}`)}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {block === 'diagnosis' && <DiagnosisFields initial={initial} error={error} />}
        {block === 'medication' && <MedicationFields initial={initial} />}
        {block === 'questionAnswer' && <QuestionFields initial={initial} />}
        {block === 'task' && <TaskFields initial={initial} form={form} />}
        {block === 'dissent' && <DissentFields initial={initial} form={form} />}
        {block === 'picture' && <PictureFields caseId={caseId} initial={initial} />}
        <div className="flex justify-end">
          <Button type="submit" variant="primary">{t(initial === null ? 'done' : 'change')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Reads the form of a block; people are kept by id and by name, since the paper prints the name. */
function contentOf(block: AskedBlock, data: FormData, form: MinutesForm): BlockContent {
  const read = (name: string): string => textOf(data, name).trim().slice(0, 300)
  const text = textOf(data, 'text').trim()
  const person = read('person')
  const named = [form.chair, form.secretary, ...form.members].find(({ practitioner }) => practitioner === person)
  const name = named === undefined ? '' : `${named.title} ${named.name}`.trim()
  switch (block) {
    case 'diagnosis':
      return { attrs: { code: read('code').toUpperCase(), role: read('role') }, text }
    case 'medication':
      return { attrs: { drug: read('drug'), dose: read('dose'), route: read('route'), frequency: read('frequency'), duration: read('duration') }, text }
    case 'questionAnswer':
      return { attrs: { question: read('question') }, text }
    case 'task':
      return { attrs: { person, name, due: read('due') }, text }
    case 'dissent':
      return { attrs: { person, name }, text }
    case 'picture': {
      const [kind = 'freeze-frame', sha256 = '', takenAt = ''] = read('picture').split('|')
      return { attrs: { kind, sha256, takenAt, title: read('title') }, text }
    }
  }
}
