'use client'

import type { Editor } from '@tiptap/react'
import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { readTextAt, viewWritingHistory } from './history-actions.ts'
import { restoreText } from './restore-text.ts'

type Entries = Extract<Awaited<ReturnType<typeof viewWritingHistory>>, { readonly ok: true }>['value']

interface HistoryDialogProps {
  readonly caseId: string
  readonly editor: Editor | null
  readonly mayWrite: boolean
}

/** Who wrote what and when; a writer may put an earlier text back, which is one more edit. */
export function HistoryDialog({ caseId, editor, mayWrite }: HistoryDialogProps) {
  const t = useTranslations('minutesEditor')
  const refusal = useRefusal()
  const [open, setOpen] = useState(false)
  const [entries, setEntries] = useState<Entries | null>(null)
  const load = async (): Promise<void> => {
    const answer = await viewWritingHistory({ case: caseId })
    if (answer.ok) setEntries(answer.value)
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  const change = (next: boolean): void => {
    setOpen(next)
    if (next) void load()
  }
  const restore = async (upTo: number): Promise<void> => {
    const answer = await readTextAt({ case: caseId, upTo })
    if (!answer.ok) notify.error(refusal(answer.code), { code: answer.code })
    else if (editor !== null && restoreText(editor, answer.value)) {
      notify.success(t('history.restored'))
      setOpen(false)
    }
  }
  return (
    <Dialog size="lg" open={open} onOpenChange={change} title={t('history.title')} description={t('history.what')} trigger={<Button variant="secondary" icon={<History />}>{t('history.open')}</Button>}>
      {entries?.length === 0 && <p className="text-quiet">{t('history.none')}</p>}
      <ol className="flex flex-col gap-4">
        {entries?.map(({ name, from, until, upTo, edits }) => (
          <li key={upTo} className="border-l-2 border-line-strong pl-3 text-dense">
            <p className="flex flex-wrap items-baseline justify-between gap-2">
              <strong>{name}</strong>
              <span className="tabular text-quiet"><Moment at={from} />{from !== until && <> – <Moment at={until} format="time" /></>}</span>
            </p>
            {edits.length === 0 && <p className="text-quiet">{t('history.same')}</p>}
            {edits.map(({ heading, added, removed }) => (
              <p key={heading} className="mt-1 break-words">
                <span className="text-quiet">{heading}: </span>
                {removed !== '' && <del className="text-danger">{removed}</del>} {added !== '' && <ins className="bg-jade-wash text-jade-ink no-underline">{added}</ins>}
              </p>
            ))}
            {mayWrite && <Button size="sm" variant="quiet" className="mt-1" onClick={() => void restore(upTo)}>{t('history.restore')}</Button>}
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
