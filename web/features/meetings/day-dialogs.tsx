'use client'

import { CalendarClock, CalendarX2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { TimeField } from '#web/ui/day-and-time.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { writtenDate } from '#web/ui/written-date.ts'
import { cancelMeeting, moveMeeting } from './actions.ts'
import { durations } from './durations.ts'
import type { DayFacts } from './present-meetings.ts'
import { useMeetingChange } from './use-meeting-change.ts'

const scopes = ['one', 'following', 'all'] as const
type Scope = (typeof scopes)[number]

interface ScopeChoiceProps {
  readonly scope: Scope
  readonly onChange: (scope: Scope) => void
  readonly hints: 'scopeHints' | 'cancelHints'
}

/** Whether one day is meant, it and those after it, or all. */
function ScopeChoice({ scope, onChange, hints }: ScopeChoiceProps) {
  const t = useTranslations('meetings')
  return (
    <FieldGroup legend={t('scope')}>
      <RadioCards
        aria-label={t('scope')}
        value={scope}
        onValueChange={(raw) => onChange(scopes.find((one) => one === raw) ?? 'one')}
        options={scopes.map((one) => ({ value: one, label: t(`scopes.${one}`), description: t(`${hints}.${one}`) }))}
      />
    </FieldGroup>
  )
}

interface DayDialogProps {
  readonly meeting: string
  readonly day: DayFacts
}

/** Another day or hour: for this day, for it and those after it, or for all. */
export function MoveDialog({ meeting, day }: DayDialogProps) {
  const t = useTranslations('meetings')
  const [open, setOpen] = useState(false)
  const [scope, setScope] = useState<Scope>('one')
  const [draft, setDraft] = useState({ date: day.date, startTime: day.startTime, durationMinutes: day.durationMinutes })
  const { pending, change } = useMeetingChange()
  const save = (): void => void change(moveMeeting({ meeting, on: day.on, scope, ...draft }), () => {
    notify.success(t('moved'))
    setOpen(false)
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('moveTitle', { date: writtenDate(day.date) })}
      trigger={<Button size="sm" variant="quiet" icon={<CalendarClock />}>{t('move')}</Button>}
      footer={<Button variant="primary" pending={pending} disabled={draft.date === '' || draft.startTime === ''} onClick={save}>{t('confirmMove')}</Button>}
    >
      <div className="grid gap-5">
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={t('date')}><DateInput value={draft.date} disabled={scope === 'all'} onChange={(date) => setDraft({ ...draft, date })} /></Field>
          <TimeField label={t('time')} time={draft.startTime} onChange={(startTime) => setDraft({ ...draft, startTime })} />
          <Field label={t('duration')}>
            <Select value={String(draft.durationMinutes)} onValueChange={(minutes) => setDraft({ ...draft, durationMinutes: Number(minutes) })} options={durations(draft.durationMinutes).map((minutes) => ({ value: String(minutes), label: t('minutes', { minutes }) }))} />
          </Field>
        </div>
        <ScopeChoice scope={scope} onChange={setScope} hints="scopeHints" />
      </div>
    </Dialog>
  )
}

/** Calls off this day, it and those after it, or all that is still to come. */
export function CancelDialog({ meeting, day }: DayDialogProps) {
  const t = useTranslations('meetings')
  const [open, setOpen] = useState(false)
  const [scope, setScope] = useState<Scope>('one')
  const { pending, change } = useMeetingChange()
  const save = (): void => void change(cancelMeeting({ meeting, on: day.on, scope }), () => {
    notify.success(t('cancelled'))
    setOpen(false)
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('cancelTitle', { date: writtenDate(day.date) })}
      trigger={<Button size="sm" variant="quiet" icon={<CalendarX2 />}>{t('cancel')}</Button>}
      footer={<Button variant="danger" pending={pending} onClick={save}>{t('confirmCancel')}</Button>}
    >
      <ScopeChoice scope={scope} onChange={setScope} hints="cancelHints" />
    </Dialog>
  )
}
