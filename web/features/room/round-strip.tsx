'use client'

import { ArrowRight, Check, Eye, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { PatientLine } from '#web/ui/patient-line.tsx'
import type { ActionResult } from './client/action-result.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { RoundFacts, StopFacts } from './present-round.ts'
import { RoundNote } from './round-note.tsx'

interface RoundStripProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly round: RoundFacts
  readonly act: (run: Promise<ActionResult>) => void
}

/** A round of forty is longer than any screen. */
const bringIntoSight = (item: HTMLElement | null): void => item?.scrollIntoView({ block: 'nearest', inline: 'center' })

/** Before whom the round stands, who sees this patient now, and for whoever leads the way to the next one and back. */
export function RoundStrip({ client, room, round, act }: RoundStripProps) {
  const t = useTranslations('room.round')
  const [moving, setMoving] = useState(false)
  const at = round.stops.findIndex((stop) => stop.case === round.current)
  const current = round.stops[at]
  const [before, next] = [round.stops[at - 1], round.stops[at + 1]]
  const go = (to: string): void => {
    setMoving(true)
    act(client.goToPatient({ round: round.id, to }).finally(() => setMoving(false)))
  }
  return (
    <section aria-label={t('label')} className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2 text-dense">
      <p className="font-semibold">{round.title} <span className="tabular font-normal text-quiet">{t('place', { at: at + 1, of: round.stops.length })}</span></p>
      <ol className="flex min-w-0 flex-1 gap-1.5 overflow-x-auto py-0.5 max-sm:order-last max-sm:basis-full">
        {round.stops.map((stop, index) => (
          <li key={stop.case} ref={stop.case === round.current ? bringIntoSight : undefined} className="shrink-0">
            <Stop stop={stop} place={index + 1} isCurrent={stop.case === round.current} {...(round.leads && !moving && { onGo: () => go(stop.case) })} />
          </li>
        ))}
      </ol>
      <p className="flex min-w-0 items-center gap-1.5 text-quiet max-sm:basis-full"><Eye aria-hidden className="size-4 shrink-0" /><span>{t('viewers', { names: room.participants.map(({ name }) => name).join(', ') })}</span></p>
      {current !== undefined && (current.mayNote || current.note !== null || current.mayConsult) && <RoundNote key={current.case} round={round.id} stop={current} />}
      {round.leads && (
        <div className="flex gap-2">
          {before !== undefined && <Button size="sm" variant="quiet" icon={<Undo2 />} disabled={moving} onClick={() => go(before.case)}>{t('back')}</Button>}
          {next !== undefined && <Button size="sm" variant="primary" icon={<ArrowRight />} pending={moving} onClick={() => go(next.case)}>{t('next')}</Button>}
        </div>
      )}
    </section>
  )
}

interface StopProps {
  readonly stop: StopFacts
  readonly place: number
  readonly isCurrent: boolean
  readonly onGo?: () => void
}

function Stop({ stop, place, isCurrent, onGo }: StopProps) {
  const t = useTranslations('room.round')
  const body = (
    <>
      {stop.isDone && !isCurrent ? <Check aria-label={t('done')} className="size-4 text-jade-ink" /> : <span className="tabular font-semibold">{place}</span>}
      {stop.known !== null && <PatientLine patient={stop.known.patient} />}
      {(stop.known === null || stop.place !== '') && <span className="font-normal text-quiet">{stop.place === '' ? t('notShown') : stop.place}</span>}
    </>
  )
  const look = classNames('flex min-h-8 items-center gap-2 rounded-control border px-2.5 whitespace-nowrap', isCurrent ? 'border-jade bg-jade-wash font-semibold text-jade-ink' : 'border-line')
  if (isCurrent || onGo === undefined) return <span aria-current={isCurrent ? 'step' : undefined} className={look}>{body}</span>
  return <button type="button" onClick={onGo} className={classNames(look, 'hover:bg-sunken')}><span className="sr-only">{t('goTo')} </span>{body}</button>
}
