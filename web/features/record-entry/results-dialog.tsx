'use client'

import { ClipboardPaste } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTimeZone, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { parseResults, type ParsedLine, type ParsedResult } from '#core/record/parse-results.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { TimeField } from '#web/ui/day-and-time.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { fromWallTime, toWallTime, type WallTime } from '#web/ui/zoned-time.ts'
import { enterResults } from './actions.ts'

const rangeText = ({ referenceLow, referenceHigh }: ParsedResult): string =>
  referenceLow !== null && referenceHigh !== null ? `${referenceLow} – ${referenceHigh}` : referenceHigh !== null ? `< ${referenceHigh}` : referenceLow !== null ? `> ${referenceLow}` : '—'

function Preview({ lines }: { readonly lines: readonly ParsedLine[] }) {
  const t = useTranslations('recordEntry')
  const unread = lines.filter(({ result }) => result === null)
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{t('preview')}</h3>
      <div className="max-h-64 overflow-auto rounded-control border border-line">
        <table className="w-full text-dense">
          <thead className="sticky top-0 bg-sunken text-left text-quiet">
            <tr>{(['test', 'value', 'unit', 'range'] as const).map((column) => <th key={column} scope="col" className="px-3 py-1.5 font-medium">{t(column)}</th>)}</tr>
          </thead>
          <tbody className="divide-y divide-line">
            {lines.map(({ line, result }) => result !== null && (
              <tr key={line}>
                <td className="px-3 py-1.5">{result.display}</td>
                <td className="tabular px-3 py-1.5 font-semibold">
                  {result.value}
                  {result.flag !== 'normal' && <span className="ml-2 font-medium text-danger">{t(`flag.${result.flag}`)}</span>}
                </td>
                <td className="px-3 py-1.5">{result.unit ?? '—'}</td>
                <td className="tabular px-3 py-1.5">{rangeText(result)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unread.length > 0 && (
        <Callout tone="warning" title={t('unreadable')}>
          {t('unreadableHint', { count: unread.length })}
          <ul className="mt-1 list-disc pl-5">{unread.slice(0, 5).map(({ line, text }) => <li key={line} className="break-words">{text.slice(0, 120)}</li>)}</ul>
        </Callout>
      )}
    </div>
  )
}

const untold: WallTime = { date: '', time: '' }

/** Takes a pasted table of laboratory results, shows how it was read, and writes it into the record. */
export function ResultsDialog({ patientId }: { readonly patientId: string }) {
  const t = useTranslations('recordEntry')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const [taken, setTaken] = useState(untold)
  const takenAt = fromWallTime(taken, timeZone)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const lines = useMemo(() => parseResults(text), [text])
  const readable = lines.filter(({ result }) => result !== null).length
  const save = async (): Promise<void> => {
    if (takenAt === null) return
    setPending(true)
    setFailure(null)
    const answer = await enterResults({ patient: patientId, text, takenAt: takenAt.toISOString() }).catch(() => null)
    setPending(false)
    if (answer?.ok !== true) {
      setFailure(answer === null ? t('failed') : refusal(answer.code))
      return
    }
    const { added, corrected, known } = answer.value
    notify.success(t('saved', { added, corrected, known }))
    setText('')
    setOpen(false)
    router.refresh()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (next && taken === untold) setTaken(toWallTime(new Date(), timeZone))
      }}
      size="lg"
      trigger={<Button variant="secondary" icon={<ClipboardPaste />}>{t('addResults')}</Button>}
      title={t('addResults')}
      description={t('addResultsHint')}
      footer={(
        <>
          <Button variant="quiet" onClick={() => setOpen(false)}>{t('cancel')}</Button>
          <Button pending={pending} disabled={readable === 0 || takenAt === null} onClick={() => void save()}>{t('save', { count: readable })}</Button>
        </>
      )}
    >
      <div className="grid gap-4">
        {failure !== null && <FormError>{failure}</FormError>}
        <div className="grid max-w-96 grid-cols-2 gap-4">
          <Field label={t('takenAt')} required><DateInput value={taken.date} onChange={(date) => setTaken({ ...taken, date })} /></Field>
          <TimeField label={t('takenTime')} time={taken.time} onChange={(time) => setTaken({ ...taken, time })} />
        </div>
        <Field label={t('paste')} required>
          <Textarea minRows={5} value={text} placeholder={t('pastePlaceholder')} onChange={(event) => setText(event.currentTarget.value)} className="font-mono" />
        </Field>
        {lines.length > 0 && <Preview lines={lines} />}
      </div>
    </Dialog>
  )
}
