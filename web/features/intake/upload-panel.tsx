'use client'

import { FolderOpen, ImagePlus, Upload } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { DragEvent } from 'react'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { formatNumber } from '#web/ui/format-number.ts'
import { chosenFiles, droppedFiles } from './client/dropped-files.ts'
import type { PlacedFile } from './client/one-zip.ts'
import { sendFiles } from './client/send-files.ts'
import type { Sending, Sent } from './client/send-files.ts'
import { UploadOutcome } from './upload-outcome.tsx'

type State = { readonly at: 'idle' } | { readonly at: 'busy'; readonly step: Sending } | { readonly at: 'done'; readonly sent: Sent }

const megabyte = 1024 ** 2

function Progress({ step, onCancel }: { readonly step: Sending; readonly onCancel: () => void }) {
  const t = useTranslations('intake')
  const locale = useLocale()
  const size = (bytes: number): string => `${formatNumber(bytes / megabyte, locale)} MB`
  const share = step.step === 'checking' ? 1 : step.of === 0 ? 0 : step.done / step.of
  const words =
    step.step === 'checking' ? t('checking')
    : step.step === 'packing' ? t('packing', { done: step.done, of: step.of })
    : t(step.step, { done: size(step.done), of: size(step.of) })
  return (
    <div className="grid gap-3">
      <p role="status" className={classNames('tabular', step.step === 'waiting' && 'text-warning')}>{words}</p>
      <div role="progressbar" aria-label={t('progress')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} className="h-2 overflow-hidden rounded-full bg-line">
        <div className={classNames('h-full rounded-full bg-jade transition-[width] duration-150', step.step === 'checking' && 'animate-pulse')} style={{ width: `${share * 100}%` }} />
      </div>
      {step.step !== 'checking' && <div><Button variant="quiet" size="sm" onClick={onCancel}>{t('cancel')}</Button></div>}
    </div>
  )
}

interface ChooserProps {
  readonly onFiles: (files: readonly PlacedFile[]) => void
}

/** Two hidden inputs behind two buttons: browsers let one input choose either files or a folder. */
function Chooser({ onFiles }: ChooserProps) {
  const t = useTranslations('intake')
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement): void => {
    if (input.files !== null && input.files.length > 0) onFiles(chosenFiles(input.files))
    input.value = ''
  }
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), [])
  return (
    <div className="flex flex-wrap justify-center gap-2">
      <input ref={files} type="file" multiple hidden data-testid="intake-files" onChange={(event) => take(event.currentTarget)} />
      <input ref={folder} type="file" hidden onChange={(event) => take(event.currentTarget)} />
      <Button variant="secondary" icon={<Upload />} onClick={() => files.current?.click()}>{t('chooseFiles')}</Button>
      <Button variant="secondary" icon={<FolderOpen />} onClick={() => folder.current?.click()}>{t('chooseFolder')}</Button>
    </div>
  )
}

/** Where images, clips and documents are dropped into a patient's record. */
export function UploadPanel({ patientId }: { readonly patientId: string }) {
  const t = useTranslations('intake')
  const refusal = useRefusal()
  const router = useRouter()
  const [state, setState] = useState<State>({ at: 'idle' })
  const [over, setOver] = useState(false)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = async (files: readonly PlacedFile[]): Promise<void> => {
    if (files.length === 0) return
    const control = new AbortController()
    running.current = control
    setState({ at: 'busy', step: { step: 'packing', done: 0, of: files.length } })
    const sent = await sendFiles(files, { patient: patientId, signal: control.signal, onStep: (step) => control.signal.aborted || setState({ at: 'busy', step }) })
    if (control.signal.aborted) return
    setState({ at: 'done', sent })
    if (sent.ok) router.refresh()
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    if (state.at !== 'busy') void droppedFiles(event.dataTransfer).then(start)
  }
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault()
    setOver(true)
  }
  const cancel = (): void => {
    running.current?.abort()
    setState({ at: 'idle' })
  }
  return (
    <Card title={t('title')} icon={<ImagePlus />} className="print:hidden">
      <div
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={classNames('grid gap-4 rounded-card border border-dashed p-4', over ? 'border-jade bg-jade-wash' : 'border-line-strong')}
      >
        {state.at === 'busy' ? <Progress step={state.step} onCancel={cancel} /> : (
          <>
            {state.at === 'done' && (state.sent.ok
              ? <UploadOutcome outcome={state.sent.outcome} />
              : <Callout tone="danger">{refusal(state.sent.code as RefusalCode)}</Callout>)}
            <p className="text-center text-balance">{over ? t('drop') : t('hint')}</p>
            <Chooser onFiles={(files) => void start(files)} />
            <p className="text-center text-dense text-quiet">{t('note')}</p>
          </>
        )}
      </div>
    </Card>
  )
}
