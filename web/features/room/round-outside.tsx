'use client'

import { NotebookPen, Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Moment } from '#web/ui/moment.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { beginRound } from './actions.ts'
import type { RoundFacts } from './present-round.ts'
import { useDarkPage } from './room-outside.tsx'
import { RoundNote } from './round-note.tsx'

/** How often somebody who waits for the round to begin asks whether it has, in milliseconds. */
const askAgain = 4_000

/** A round that has not begun or is over: its patients in order, and the way on from here. */
export function RoundOutside({ round }: { readonly round: RoundFacts }) {
  const t = useTranslations('room.round')
  const router = useRouter()
  useDarkPage()
  const isAhead = round.state !== 'over'
  useEffect(() => {
    if (!isAhead) return
    const timer = setInterval(() => router.refresh(), askAgain)
    return () => clearInterval(timer)
  }, [router, isAhead])
  return (
    <main className="mx-auto flex min-h-dvh max-w-2xl flex-col gap-6 bg-paper p-4 sm:p-8">
      <header>
        <h1 className="text-head font-semibold">{round.title}</h1>
        <p className="mt-1 text-quiet">{round.startsAt !== null && <Moment at={round.startsAt} />} · {t('count', { count: round.stops.length })}</p>
      </header>
      <p role="status">{t(isAhead ? (round.leads ? 'ready' : 'waiting') : 'over')}</p>
      <ol className="divide-y divide-line rounded-card border border-line bg-surface">
        {round.stops.map((stop, index) => (
          <li key={stop.case} className="flex min-h-14 flex-wrap items-center gap-3 px-4 py-2">
            <span className="tabular w-6 text-quiet">{index + 1}</span>
            {stop.known === null ? <span className="text-quiet">{stop.place === '' ? t('notShown') : stop.place}</span> : <span className="min-w-0 flex-1"><PatientLine patient={stop.known.patient} className="font-semibold" /><span className="block text-dense text-quiet">{[stop.known.code, stop.place].filter((part) => part !== '').join(' · ')}</span></span>}
            {(stop.mayNote || stop.note !== null || stop.mayConsult) && <RoundNote round={round.id} stop={stop} />}
            {stop.readsMinutes && <ButtonLink size="sm" icon={<NotebookPen />} href={caseLinks.minutes(stop.case)}>{t('minutes')}</ButtonLink>}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        {isAhead && round.leads && <Begin round={round} />}
        <ButtonLink href="/schedule/meetings">{t('toMeetings')}</ButtonLink>
      </div>
    </main>
  )
}

function Begin({ round }: { readonly round: RoundFacts }) {
  const t = useTranslations('room.round')
  const router = useRouter()
  const refusal = useRefusal()
  const [pending, setPending] = useState(false)
  const first = round.stops[0]
  if (first === undefined) return null
  const begin = async (): Promise<void> => {
    setPending(true)
    const answer = await beginRound({ round: round.id, to: first.case }).catch(() => ({ ok: false, code: 'wire.disconnected' }) as const)
    if (answer.ok) router.refresh()
    else {
      setPending(false)
      notify.error(refusal(answer.code), { code: answer.code })
    }
  }
  return <Button variant="primary" icon={<Play />} pending={pending} onClick={() => void begin()}>{t('begin')}</Button>
}
