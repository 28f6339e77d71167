'use client'

import type { Editor } from '@tiptap/react'
import { MessageSquareText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { sections } from '#core/minutes/sections.ts'
import type { Settlement } from '#core/minutes/remarks.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { applyRemark } from './apply-remark.ts'
import type { RemarkView } from './present-remark.ts'
import { RemarkForm } from './remark-form.tsx'
import { rangeOf } from './remark-anchor.ts'
import { settleRemark } from './remark-actions.ts'
import type { Remarks } from './use-remarks.ts'

interface RemarksCardProps {
  readonly caseId: string
  readonly editor: Editor | null
  readonly remarks: Remarks
  readonly mayWrite: boolean
}

/** What readers say beside the text: comments, proposed wordings, dissents; writers take them in. */
export function RemarksCard({ caseId, editor, remarks, mayWrite }: RemarksCardProps) {
  const t = useTranslations('minutesEditor')
  const refusal = useRefusal()
  const open = remarks.all.filter(({ settledAs }) => settledAs === null)
  const settled = remarks.all.filter(({ settledAs }) => settledAs !== null)
  const settle = async (remark: RemarkView, as: Settlement): Promise<void> => {
    const answer = await settleRemark({ case: caseId, remark: remark.id, as })
    if (!answer.ok) notify.error(refusal(answer.code), { code: answer.code })
    remarks.changed()
  }
  const accept = async (remark: RemarkView): Promise<void> => {
    if (editor === null) return
    if (applyRemark(editor, remark)) await settle(remark, 'accepted')
    else notify.warning(t('remarks.changed'))
  }
  const show = ({ anchor }: RemarkView): void => {
    const range = editor === null ? null : rangeOf(editor.state, anchor)
    if (range !== null) editor?.chain().setTextSelection(range).scrollIntoView().run()
  }
  return (
    <Card title={t('remarks.title')} icon={<MessageSquareText />}>
      <div className="flex flex-col gap-4">
        {open.length === 0 && <p className="text-dense text-quiet">{t('remarks.none')}</p>}
        <ul className="flex flex-col gap-3">
          {open.map((remark) => (
            <li key={remark.id} data-remark-card={remark.kind} className="rounded-control border border-line p-3 text-dense">
              <RemarkWords remark={remark} onShow={() => show(remark)} />
              <RemarkButtons remark={remark} mayWrite={mayWrite} accept={() => void accept(remark)} settle={(as) => void settle(remark, as)} />
            </li>
          ))}
        </ul>
        <RemarkForm caseId={caseId} editor={editor} onSent={remarks.changed} />
        {settled.length > 0 && (
          <details className="text-dense">
            <summary className="cursor-pointer text-quiet">{t('remarks.earlier', { count: settled.length })}</summary>
            <ul className="mt-2 flex flex-col gap-2">
              {settled.map((remark) => (
                <li key={remark.id}>
                  {remark.authorName}: {remark.text} {remark.settledAs !== null && <Badge tone="neutral">{t(`remarks.settled.${remark.settledAs}`)}</Badge>}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Card>
  )
}

function RemarkWords({ remark, onShow }: { readonly remark: RemarkView; readonly onShow: () => void }) {
  const t = useTranslations('minutesEditor')
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-2">
        <strong>{remark.authorName}</strong>
        <span className="text-quiet"><Moment at={remark.at} format="time" /></span>
      </p>
      <p className="text-quiet">{t(`remarks.kinds.${remark.kind}`)} · {sections[remark.section].heading}</p>
      {remark.quote !== '' && (
        <button type="button" onClick={onShow} className={`mt-1 block w-full border-l-2 border-line-strong pl-2 text-left text-quiet ${remark.kind === 'suggestion' ? 'line-through' : ''}`}>
          {remark.quote}
        </button>
      )}
      <p className="mt-1 whitespace-pre-line">{remark.text}</p>
    </>
  )
}

interface RemarkButtonsProps {
  readonly remark: RemarkView
  readonly mayWrite: boolean
  readonly accept: () => void
  readonly settle: (as: Settlement) => void
}

function RemarkButtons({ remark: { kind, isMine }, mayWrite, accept, settle }: RemarkButtonsProps) {
  const t = useTranslations('minutesEditor')
  return (
    <div className="mt-2 flex flex-wrap gap-1.5">
      {mayWrite && kind !== 'comment' && <Button size="sm" variant="primary" onClick={accept}>{t(kind === 'dissent' ? 'remarks.writeIn' : 'remarks.accept')}</Button>}
      {mayWrite && kind === 'suggestion' && <Button size="sm" onClick={() => settle('accepted')}>{t('remarks.byHand')}</Button>}
      {mayWrite && kind === 'suggestion' && <Button size="sm" variant="quiet" onClick={() => settle('declined')}>{t('remarks.decline')}</Button>}
      {kind === 'comment' && (mayWrite || isMine) && <Button size="sm" onClick={() => settle('resolved')}>{t('remarks.resolve')}</Button>}
      {isMine && <Button size="sm" variant="quiet" onClick={() => settle('withdrawn')}>{t('remarks.withdraw')}</Button>}
    </div>
  )
}
