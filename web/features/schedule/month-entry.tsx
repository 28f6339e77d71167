'use client'

import { useTranslations } from 'next-intl'
import { caseLinks } from '#web/ui/case-links.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Link } from '#web/ui/link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { isMeeting, meetingsPage, urgencyEdges, type CalendarFacts } from './calendar-facts.ts'
import { MoveButton } from './move-button.tsx'
import { useMoves } from './moves.tsx'

const line = 'block truncate rounded-tag border border-l-4 border-line px-1 text-small hover:border-jade-ink hover:bg-jade-wash'

/** One appointment in a day of the month: its hour and its code. */
export function MonthEntry({ one, tabIndex }: { readonly one: CalendarFacts; readonly tabIndex: 0 | -1 }) {
  const t = useTranslations('schedule')
  const words = useTranslations('caseWords')
  const urgency = useTranslations('ui.urgency')
  const { dragged, take, letGo } = useMoves()
  const hour = <Moment at={one.startsAt} format="time" className="tabular font-semibold" />
  if (isMeeting(one)) {
    return <li><Link href={meetingsPage} tabIndex={tabIndex} className={classNames(line, 'border-l-jade bg-jade-wash')}>{hour} {one.title}<span className="sr-only">{t('meeting')}</span></Link></li>
  }
  return (
    <li
      className={classNames('group relative', dragged?.id === one.id && 'opacity-50')}
      draggable={one.movable}
      onDragStart={(event) => take(one, event)}
      onDragEnd={letGo}
    >
      <Link href={caseLinks.page(one.id)} tabIndex={tabIndex} draggable={false} className={classNames(line, 'bg-surface', urgencyEdges[one.urgency])}>
        {hour} <span className="tabular">{one.code}</span>
        <span className="sr-only">{`${one.patient.name ?? words('unknownPatient')}, ${urgency(one.urgency)}, ${words(`status.${one.status}`)}`}</span>
      </Link>
      {one.movable && <MoveButton session={one} tabIndex={tabIndex} className="absolute top-0 right-0 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100" />}
    </li>
  )
}
