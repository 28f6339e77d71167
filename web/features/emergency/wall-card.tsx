'use client'

import { DoorOpen, Phone, Siren } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { notify } from '#web/ui/toast-store.ts'
import { acceptRing } from './actions.ts'
import type { IncomingItem } from './emergency-answer.ts'
import { PatientWords, SincePress } from './ring-words.tsx'

interface WallCardProps {
  readonly item: IncomingItem
  readonly skew: number
  readonly onAnswered: () => void
}

/** One emergency on the wall; red while nobody holds it, calm once somebody does. */
export function WallCard({ item, skew, onAnswered }: WallCardProps) {
  const t = useTranslations('emergency')
  const { call, rings } = item
  const { pending, answer } = useWallAnswer(call.caseId, onAnswered)
  const seen = rings.filter((ring) => ring.seenAfter !== null).length
  if (call.held !== null) {
    return (
      <li className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface px-5 py-4">
        <div>
          <p className="font-semibold">{call.from} · <PatientWords call={call} /></p>
          <p className="text-quiet">{t('wall.held', { name: `${call.held.by.title} ${call.held.by.name}`.trim() })}</p>
        </div>
        <Button icon={<DoorOpen />} pending={pending} onClick={answer}>{t('wall.enter')}</Button>
      </li>
    )
  }
  return (
    <li className="grid gap-4 rounded-card bg-emergency p-6 text-on-emergency">
      <p className="flex flex-wrap items-center justify-between gap-3 text-title font-bold">
        <span className="flex items-center gap-3"><Siren aria-hidden className="size-9 motion-safe:animate-pulse" />{call.from}</span>
        <SincePress pressedAt={call.pressedAt} skew={skew} className="tabular" />
      </p>
      <p className="text-head font-semibold"><PatientWords call={call} /></p>
      <p className="text-or font-bold break-words">{call.line === '' ? t('ring.noLine') : call.line}</p>
      <p className="text-head">
        {t('ring.caller', { name: `${call.caller.title} ${call.caller.name}`.trim() })}
        {call.callbackPhone !== '' && ` · ${call.callbackPhone}`}
      </p>
      <p className="tabular">{t('wall.rings', { count: rings.length, seen })}{call.exhausted && ` · ${t('wall.exhausted')}`}</p>
      <button
        type="button"
        disabled={pending}
        onClick={answer}
        className="flex min-h-24 items-center justify-center gap-4 rounded-card bg-paper px-8 text-or font-bold text-ink focus-visible:outline-4 focus-visible:outline-on-emergency disabled:opacity-70"
      >
        <Phone aria-hidden className="size-10" />{t('wall.answer')}
      </button>
    </li>
  )
}

function useWallAnswer(caseId: string, onAnswered: () => void) {
  const router = useRouter()
  const refusal = useRefusal()
  const [pending, setPending] = useState(false)
  const answer = (): void => {
    setPending(true)
    void acceptRing({ case: caseId })
      .catch(() => ({ ok: false, code: 'wire.disconnected' }) as const)
      .then((given) => {
        setPending(false)
        onAnswered()
        if (given.ok) router.push(caseLinks.room(caseId))
        else notify.error(refusal(given.code), { code: given.code })
      })
  }
  return { pending, answer }
}
