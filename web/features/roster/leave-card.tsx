'use client'

import { Palmtree, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { Field } from '#web/ui/field.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { addDays, fromWallTime } from '#web/ui/zoned-time.ts'
import { endLeave, takeLeave } from './actions.ts'
import type { RosterFacts } from './present-roster.ts'
import { useRosterChange } from './use-roster-change.ts'

interface LeaveCardProps {
  readonly roster: RosterFacts
  readonly timeZone: string
}

/** Who is away in this stretch; one writes down one's own leave. Whoever is away is not rung. */
export function LeaveCard({ roster, timeZone }: LeaveCardProps) {
  const t = useTranslations('roster')
  const { pending, change } = useRosterChange()
  return (
    <Card title={t('leaves')} icon={<Palmtree />} description={t('leavesHint')}>
      <ul className="mb-4 grid gap-2">
        {roster.leaves.map((leave) => (
          <li key={leave.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-semibold">{leave.name}</span>
            <span className="tabular text-quiet"><Moment at={leave.startsAt} format="date" /> – <Moment at={leave.endsAt} format="date" /></span>
            <span className="min-w-0 flex-1 text-quiet">{leave.reason}</span>
            {leave.mayEnd && (
              <IconButton size="sm" disabled={pending} label={t('endLeave')} icon={<Trash2 />} onClick={() => void change(endLeave({ leave: leave.id, practitioner: leave.practitioner }))} />
            )}
          </li>
        ))}
      </ul>
      <LeaveForm me={roster.me} timeZone={timeZone} />
    </Card>
  )
}

function LeaveForm({ me, timeZone }: { readonly me: string; readonly timeZone: string }) {
  const t = useTranslations('roster')
  const { pending, change } = useRosterChange()
  const [draft, setDraft] = useState({ from: '', until: '', reason: '' })
  const startsAt = fromWallTime({ date: draft.from, time: '00:00' }, timeZone)
  const endsAt = draft.until === '' ? null : fromWallTime({ date: addDays(draft.until, 1), time: '00:00' }, timeZone)
  const save = (): void => {
    if (startsAt === null || endsAt === null) return
    void change(takeLeave({ practitioner: me, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), reason: draft.reason }), () => {
      notify.success(t('leaveSaved'))
      setDraft({ from: '', until: '', reason: '' })
    })
  }
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[auto_auto_1fr_auto]">
      <Field label={t('leaveFrom')}><DateInput value={draft.from} onChange={(date) => setDraft({ ...draft, from: date })} /></Field>
      <Field label={t('leaveUntil')}><DateInput value={draft.until} min={draft.from} onChange={(date) => setDraft({ ...draft, until: date })} /></Field>
      <Field label={t('leaveReason')}><Input value={draft.reason} maxLength={200} onChange={(event) => setDraft({ ...draft, reason: event.target.value })} /></Field>
      <Button pending={pending} disabled={startsAt === null || endsAt === null} onClick={save}>{t('takeLeave')}</Button>
    </div>
  )
}
