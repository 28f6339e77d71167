'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, type ChangeEvent } from 'react'
import { pictureAddress } from '#adapters/minutes-editor/minutes-blocks.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import type { BlockContent } from './block-choices.ts'
import { listFrames } from './remark-actions.ts'

interface KeptFrame {
  readonly kind: 'freeze-frame' | 'image-view'
  readonly title: string
  readonly sha256: string
  readonly takenAt: string
}

/** The pictures kept in this consult, one to choose; a picture from this machine is kept first. */
export function PictureFields({ caseId, initial }: { readonly caseId: string; readonly initial: BlockContent | null }) {
  const t = useTranslations('minutesEditor')
  const refusal = useRefusal()
  const [frames, setFrames] = useState<readonly KeptFrame[]>([])
  const [chosen, setChosen] = useState(initial?.attrs['sha256'] ?? '')
  const [title, setTitle] = useState(initial?.attrs['title'] ?? '')
  const [round, setRound] = useState(0)
  useEffect(() => {
    let stale = false
    void listFrames({ case: caseId }).then((answer) => {
      if (!stale && answer.ok) setFrames(answer.value)
    })
    return () => {
      stale = true
    }
  }, [caseId, round])
  const choose = (frame: Pick<KeptFrame, 'sha256' | 'title'>): void => {
    setChosen(frame.sha256)
    setTitle(frame.title)
  }
  const upload = async ({ currentTarget: { files } }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = files?.[0]
    if (file === undefined) return
    // The file's own name may name the patient: it stays on this machine.
    const query = new URLSearchParams({ kind: 'image-view', title: t('picture.uploadTitle') })
    const answer = await fetch(`/api/cases/${caseId}/frames?${query}`, { method: 'POST', headers: { 'Content-Type': file.type }, body: file })
    const body = (await answer.json()) as { readonly code?: Parameters<typeof refusal>[0]; readonly value?: { readonly sha256: string } }
    if (body.value !== undefined) {
      choose({ sha256: body.value.sha256, title: '' })
      setRound((before) => before + 1)
    } else if (body.code !== undefined) notify.error(refusal(body.code), { code: body.code })
  }
  const frame = frames.find(({ sha256 }) => sha256 === chosen)
  return (
    <>
      {frames.length === 0 && <p className="text-quiet">{t('picture.none')}</p>}
      <div role="radiogroup" aria-label={t('picture.choose')} className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {frames.map((one) => (
          <button
            key={one.sha256}
            type="button"
            role="radio"
            aria-checked={one.sha256 === chosen}
            onClick={() => choose(one)}
            className={classNames('rounded-control border p-1.5 text-left text-small', one.sha256 === chosen ? 'border-jade bg-jade-wash' : 'border-line')}
          >
            {/* Private bytes behind the session's cookie: the image optimiser has nothing to do with them. */}
            <span className="block aspect-video w-full rounded-control bg-sunken bg-contain bg-center bg-no-repeat" style={{ backgroundImage: `url(${pictureAddress(one.sha256)})` }} />
            <span className="mt-1 block">{one.title}</span>
            <Moment at={one.takenAt} format="time" />
          </button>
        ))}
      </div>
      <Field label={t('picture.upload')}><Input type="file" accept="image/png,image/jpeg" onChange={(event) => void upload(event)} /></Field>
      <input type="hidden" name="picture" value={`${frame?.kind ?? 'freeze-frame'}|${chosen}|${frame?.takenAt ?? ''}`} />
      <Field label={t('picture.uploadTitle')}><Input name="title" value={title} required maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} /></Field>
      <Field label={t('picture.caption')}><Input name="text" defaultValue={initial?.text ?? ''} /></Field>
    </>
  )
}
