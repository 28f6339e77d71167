'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Moment } from '#web/ui/moment.tsx'
import { SaveLine } from '#web/ui/save-line.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { sendAnswer, sendRequest } from './actions.ts'
import { AddressStep } from './address-step.tsx'
import { AttachmentsStep } from './attachments-step.tsx'
import { BasisStep } from './basis-step.tsx'
import type { PreviewSnapshot } from './preview-dialog.tsx'
import type { RequestView } from './present-request.ts'
import { QuestionsStep } from './questions-step.tsx'
import { requestProgress, stepOfPart } from './request-progress.ts'
import { RequestRail } from './request-rail.tsx'
import { SaveTrouble } from './save-trouble.tsx'
import { SummaryStep } from './summary-step.tsx'
import { useRequestDraft, type RequestWriting } from './use-request-draft.ts'

interface RequestFormProps {
  readonly view: RequestView
  readonly preview: PreviewSnapshot
}

/** Sends what was written, after the newest words are safe; says in words why not. */
function useSending(view: RequestView, { draft, flush }: RequestWriting) {
  const t = useTranslations('request')
  const refusal = useRefusal()
  const router = useRouter()
  const isAnswer = view.ask !== null
  return async (): Promise<void> => {
    if (!isAnswer && !(await flush())) {
      notify.error(t('notSaved'))
      return
    }
    const answer = await (isAnswer ? sendAnswer({ case: view.id, draft }) : sendRequest({ case: view.id, selection: draft.selection })).catch(() => null)
    if (answer === null) {
      notify.error(t('notSaved'))
      return
    }
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      return
    }
    const hub = view.hubs.find((one) => one.id === draft.hub)?.name ?? ''
    notify.success(isAnswer ? t('answered') : t('sent', { hub }))
    router.push(caseLinks.page(view.id))
  }
}

/** The request on one page, in five short steps, saved as it is typed. */
export function RequestForm({ view, preview }: RequestFormProps) {
  const t = useTranslations('request')
  const urgencyWords = useTranslations('ui.urgency')
  const writing = useRequestDraft(view)
  const { draft, patch, state } = writing
  const send = useSending(view, writing)
  const [asking, setAsking] = useState(false)
  const isAnswer = view.ask !== null
  const progress = requestProgress(draft, view.record, isAnswer)
  const ask = (): void => {
    const [first] = progress.missing
    if (!view.maySend) return
    if (first === undefined) setAsking(true)
    else {
      notify.warning(t('incomplete', { count: progress.missing.size }))
      document.getElementById(stepOfPart[first])?.scrollIntoView({ block: 'start' })
    }
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  const hub = view.hubs.find((one) => one.id === draft.hub)?.name ?? ''
  const saveLine = isAnswer ? <span className="text-dense text-quiet">{t('answerHint')}</span> : <SaveLine state={state} />
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 gap-4">
        {view.ask !== null && (
          <Callout tone="warning" title={t('asked')}>
            <p className="whitespace-pre-line">{view.ask.text}</p>
            <Moment at={view.ask.askedAt} className="text-dense text-quiet" />
          </Callout>
        )}
        {!isAnswer && <SaveTrouble state={state} />}
        {!isAnswer && <AddressStep draft={draft} patch={patch} hubs={view.hubs} defaults={view.defaults} />}
        <QuestionsStep draft={draft} patch={patch} />
        <SummaryStep draft={draft} patch={patch} />
        <AttachmentsStep caseId={view.id} draft={draft} patch={patch} record={view.record} preview={preview} />
        {!isAnswer && <BasisStep draft={draft} patch={patch} maySend={view.maySend} />}
      </div>
      <RequestRail progress={progress} saveLine={saveLine} sendLabel={isAnswer ? t('sendAnswer') : t('send')} maySend={view.maySend} onSend={ask} />
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={isAnswer ? t('confirmAnswer') : t('confirmTitle', { hub })}
        description={isAnswer ? t('confirmAnswerText') : t('confirm', { urgency: urgencyWords(draft.urgency), withheld: progress.withheld })}
        confirmLabel={isAnswer ? t('sendAnswer') : t('send')}
        onConfirm={send}
      />
    </div>
  )
}
