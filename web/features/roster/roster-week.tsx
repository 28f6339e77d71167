'use client'

import { ArrowLeftRight, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { addDays, startOfDay } from '#web/ui/zoned-time.ts'
import { removeShift } from './actions.ts'
import type { RosterFacts, RosterShift } from './present-roster.ts'
import { SwapDialog } from './swap-dialog.tsx'
import { useRosterChange } from './use-roster-change.ts'

interface RosterWeekProps {
  readonly roster: RosterFacts
  readonly monday: string
  readonly timeZone: string
}

/** The week as a table: a row a department, a column a day. */
export function RosterWeek({ roster, monday, timeZone }: RosterWeekProps) {
  const t = useTranslations('roster')
  const [swapping, setSwapping] = useState<RosterShift | null>(null)
  const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => {
    const date = addDays(monday, offset)
    return { date, from: startOfDay(date, timeZone), until: startOfDay(addDays(date, 1), timeZone) }
  })
  const rows = roster.departments.filter((department) => roster.shifts.some((shift) => shift.department === department.id))
  const startingIn = (department: string, day: (typeof days)[number]) =>
    roster.shifts.filter((shift) => shift.department === department && Date.parse(shift.startsAt) >= day.from.getTime() && Date.parse(shift.startsAt) < day.until.getTime())
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface" tabIndex={0} role="group" aria-label={t('week')}>
      <table className="w-full min-w-[64rem] border-collapse text-dense">
        <thead>
          <tr className="border-b border-line text-left text-quiet">
            <th scope="col" className="px-4 py-2.5 font-semibold">{t('department')}</th>
            {days.map((day) => <th key={day.date} scope="col" className="tabular px-2 py-2.5 font-semibold"><Moment at={day.from} format="date" /></th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((department) => (
            <tr key={department.id} className="border-b border-line align-top last:border-0">
              <th scope="row" className="px-4 py-3 text-left font-semibold">{department.name}</th>
              {days.map((day) => (
                <td key={day.date} className="px-1 py-2">
                  <ul className="grid gap-1">
                    {startingIn(department.id, day).map((shift) => <ShiftCell key={shift.id} shift={shift} keeps={roster.keeps} onSwap={() => setSwapping(shift)} />)}
                  </ul>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {swapping !== null && <SwapDialog shift={swapping} people={roster.people} onClose={() => setSwapping(null)} />}
    </div>
  )
}

interface ShiftCellProps {
  readonly shift: RosterShift
  readonly keeps: boolean
  readonly onSwap: () => void
}

function ShiftCell({ shift, keeps, onSwap }: ShiftCellProps) {
  const t = useTranslations('roster')
  const { pending, change } = useRosterChange()
  return (
    <li className={classNames('group rounded-control px-2 py-1.5', shift.now ? 'bg-jade-wash text-jade-ink' : 'bg-sunken', shift.mine && 'ring-1 ring-jade-ink')}>
      <span className="flex items-start justify-between gap-1">
        <span className="min-w-0">
          <span className="block font-semibold">{shift.position}. {shift.person.name}</span>
          <span className="tabular block text-small text-quiet"><Moment at={shift.startsAt} format="time" />–<Moment at={shift.endsAt} format="time" /></span>
          {shift.away && <span className="block text-small font-semibold text-warning">{t('away')}</span>}
          {shift.swapAsked && <span className="block text-small font-semibold text-warning">{t('swapAsked')}</span>}
        </span>
        <span className="flex shrink-0">
          {shift.mine && !shift.swapAsked && <IconButton size="sm" label={t('askSwap')} icon={<ArrowLeftRight />} onClick={onSwap} />}
          {keeps && (
            <IconButton size="sm" disabled={pending} label={t('remove')} icon={<Trash2 />} onClick={() => void change(removeShift({ shift: shift.id }), () => notify.success(t('removed')))} />
          )}
        </span>
      </span>
    </li>
  )
}
