'use client'

import { MapPin } from 'lucide-react'
import { useTimeZone, useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { CaseStatusBadge } from '#web/ui/case-status-badge.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { Link } from '#web/ui/link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { UrgencyBadge } from '#web/ui/urgency-badge.tsx'
import { useRowKeys } from '#web/ui/use-row-keys.ts'
import { startOfDay } from '#web/ui/zoned-time.ts'
import { MoveButton } from './move-button.tsx'
import { isMeeting, meetingsPage, type CalendarFacts, type MeetingFacts, type SessionFacts } from './calendar-facts.ts'

interface AgendaProps {
  readonly days: readonly string[]
  readonly sessions: readonly CalendarFacts[]
  readonly today: string
}

const stay = (): void => undefined

/** The sessions day by day, one below the other: every view on a phone. */
export function Agenda({ days, sessions, today }: AgendaProps) {
  const t = useTranslations('schedule')
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const { body, onKeyDown } = useRowKeys<HTMLDivElement>(stay)
  return (
    <div ref={body} onKeyDown={onKeyDown} className="grid gap-5">
      {days.map((day) => {
        const ofDay = sessions.filter((one) => one.date === day)
        return (
          <section key={day} aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`} className={classNames('mb-1.5 flex items-baseline gap-3 font-semibold first-letter:uppercase', day === today && 'text-jade-ink')}>
              <Moment at={startOfDay(day, timeZone)} format="day" />
              {day === today && <span className="text-dense">{t('today')}</span>}
              {ofDay.length === 0 && <span className="text-dense font-normal text-quiet">{t('noneThatDay')}</span>}
            </h2>
            {ofDay.length > 0 && (
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
                {ofDay.map((one) => (isMeeting(one) ? <MeetingRow key={one.id} one={one} /> : <AgendaRow key={one.id} one={one} />))}
              </ul>
            )}
          </section>
        )
      })}
    </div>
  )
}

function MeetingRow({ one }: { readonly one: MeetingFacts }) {
  const t = useTranslations('schedule')
  return (
    <li className="relative grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-4 gap-y-1 bg-jade-wash/40 px-4 py-3 hover:bg-sunken sm:grid-cols-[5rem_minmax(0,1fr)_auto] sm:px-5">
      <p>
        <Moment at={one.startsAt} format="time" className="tabular text-lead font-semibold" />
        <span className="block text-small text-quiet">{t('minutes', { minutes: one.durationMinutes })}</span>
      </p>
      <div className="min-w-0">
        <Link data-row={one.id} href={meetingsPage} className="rounded-tag font-semibold after:absolute after:inset-0 after:content-['']">{one.title}</Link>
        <p className="text-dense text-quiet">{one.hospitals.join(', ')}{one.chair !== null && <> · {t('chair', { name: one.chair })}</>}</p>
        <PlaceLine place={one.place} />
      </div>
      <div className="col-start-2 flex items-center sm:col-start-3"><Badge tone="jade">{t('meeting')}</Badge></div>
    </li>
  )
}

function AgendaRow({ one }: { readonly one: SessionFacts }) {
  const t = useTranslations('schedule')
  return (
    <li className="relative grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken sm:grid-cols-[5rem_minmax(0,1fr)_auto] sm:px-5">
      <p>
        <Moment at={one.startsAt} format="time" className="tabular text-lead font-semibold" />
        <span className="block text-small text-quiet">{t('minutes', { minutes: one.durationMinutes })}</span>
      </p>
      <div className="min-w-0">
        <Link data-row={one.id} href={caseLinks.page(one.id)} className="rounded-tag font-semibold after:absolute after:inset-0 after:content-['']">
          <PatientLine patient={one.patient} />
        </Link>
        <p className="text-dense text-quiet">
          <span className="tabular">{one.code}</span> · {t('between', { from: one.from, to: one.to })}
          {one.chair !== null && <> · {t('chair', { name: one.chair })}</>}
        </p>
        <PlaceLine place={one.place} />
      </div>
      <div className="col-start-2 flex flex-wrap items-center gap-2 sm:col-start-3 sm:justify-end">
        <UrgencyBadge urgency={one.urgency} />
        <CaseStatusBadge status={one.status} />
        {one.status === 'scheduled' && <span className="tabular text-small text-quiet">{t('accepted', one.replies)}</span>}
        {one.movable && <MoveButton session={one} className="relative z-10 size-9" />}
      </div>
    </li>
  )
}

/** Where it takes place, at the viewer's hospital. */
function PlaceLine({ place }: { readonly place: string | null }) {
  const t = useTranslations('schedule')
  if (place === null) return null
  return <p className="flex items-baseline gap-1.5 text-dense text-quiet"><MapPin aria-hidden className="size-3.5 shrink-0 self-center" /><span className="sr-only">{t('place')}: </span>{place}</p>
}
