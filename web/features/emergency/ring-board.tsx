'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, CircleCheck, Phone, Siren } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { IconButton } from '#web/ui/icon-button.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { useStirred } from '#web/ui/stirred.ts'
import type { BoardFacts } from './emergency-answer.ts'
import { RingActions } from './ring-actions.tsx'
import { RingLine } from './ring-line.tsx'
import { SincePress } from './ring-words.tsx'

const everyMs = 3_000

async function askBoard(caseId: string): Promise<BoardFacts & { readonly skew: number }> {
  const [response, { readBoardAnswer }] = await Promise.all([fetch(`/api/emergencies/${caseId}`), import('./emergency-answer.ts')])
  const value = readBoardAnswer(await response.json())
  return { ...value, skew: Date.parse(value.now) - Date.now() }
}

/** Beside the call: each ring, who has seen it, who has answered, with the seconds since the press; and the telephone at the end. */
export function RingBoard({ caseId, mine }: { readonly caseId: string; readonly mine: boolean }) {
  const t = useTranslations('emergency.board')
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: ['ring-board', caseId], queryFn: () => askBoard(caseId), refetchInterval: everyMs, refetchIntervalInBackground: true, retry: false })
  useStirred(useCallback(() => void client.invalidateQueries({ queryKey: ['ring-board', caseId] }), [client, caseId]))
  const [chosen, setOpen] = useState<boolean | null>(null)
  if (data === undefined || data.call.ended) return null
  // Once somebody holds it the board makes way for the pictures, unless it is asked to stay.
  const open = chosen ?? data.call.held === null
  return (
    <section aria-label={t('title')} className="fixed top-28 left-3 z-30 max-sm:top-auto max-sm:bottom-20 w-[min(24rem,calc(100vw-1.5rem))] overflow-hidden rounded-card border border-line bg-surface text-ink shadow-pop">
      <Head board={data} open={open} onToggle={() => setOpen(!open)} />
      {open && (
        <div className="max-h-[min(60dvh,32rem)] overflow-y-auto">
          <Countdown board={data} />
          <ul aria-live="polite" className="divide-y divide-line">
            {data.rings.map((ring) => <RingLine key={ring.person.id} ring={ring} />)}
          </ul>
          <Telephones board={data} />
          <RingActions board={data} mine={mine} />
        </div>
      )}
    </section>
  )
}

interface HeadProps {
  readonly board: BoardFacts & { readonly skew: number }
  readonly open: boolean
  readonly onToggle: () => void
}

function Head({ board, open, onToggle }: HeadProps) {
  const t = useTranslations('emergency.board')
  const { held, pressedAt } = board.call
  const toggle = <IconButton size="sm" label={open ? t('hide') : t('show')} icon={open ? <ChevronUp /> : <ChevronDown />} onClick={onToggle} />
  if (held === null) {
    return (
      <header className="flex items-center gap-2 bg-emergency py-2 pr-2 pl-4 font-semibold text-on-emergency">
        <Siren aria-hidden className="size-5 shrink-0 motion-safe:animate-pulse" />
        <span className="flex-1">{t('ringing')}</span>
        <SincePress pressedAt={pressedAt} skew={board.skew} className="tabular text-head" />
        {toggle}
      </header>
    )
  }
  const seconds = Math.round((Date.parse(held.at) - Date.parse(pressedAt)) / 1_000)
  return (
    <header role="status" className="flex items-center gap-2 bg-jade py-2 pr-2 pl-4 font-semibold text-on-jade">
      <CircleCheck aria-hidden className="size-5 shrink-0" />
      <span className="min-w-0 flex-1 text-dense">{t('heldBy', { name: `${held.by.title} ${held.by.name}`.trim(), seconds })}</span>
      {toggle}
    </header>
  )
}

function Countdown({ board }: { readonly board: BoardFacts & { readonly skew: number } }) {
  const t = useTranslations('emergency.board')
  const now = useNow()
  if (board.rings.length > 0 || now === undefined) return null
  const seconds = Math.ceil((Date.parse(board.firstRingAt) - now - board.skew) / 1_000)
  return <p role="status" className="tabular px-4 py-3 text-quiet">{seconds > 0 ? t('firstAt', { seconds }) : t('none')}</p>
}

/** Shown from the moment that the clock makes it likely to be needed; loud when nothing else is left. */
function Telephones({ board }: { readonly board: BoardFacts }) {
  const t = useTranslations('emergency.board')
  if (board.call.held !== null || board.telephones.length === 0) return null
  return (
    <div className="border-t border-line px-4 py-3">
      {board.call.exhausted
        ? <p role="alert" className="mb-2 rounded-control bg-danger-wash px-3 py-2 font-semibold text-danger">{t('exhausted')}</p>
        : <p className="mb-1 text-dense font-semibold text-quiet">{t('phones')}</p>}
      <ul className="grid gap-2">
        {board.telephones.map(({ hospital, phone, people }) => (
          <li key={hospital} className="text-dense">
            <p className="font-semibold">{hospital}</p>
            {[...people, { name: hospital, phone }].filter((one) => one.phone !== '').map((one) => (
              <a key={`${one.name} ${one.phone}`} href={`tel:${one.phone.replaceAll(' ', '')}`} className="flex items-center justify-between gap-3 py-1 hover:underline">
                <span className="min-w-0">{one.name}</span>
                <span className="tabular flex shrink-0 items-center gap-1.5 font-semibold"><Phone aria-hidden className="size-4" />{one.phone}</span>
              </a>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
