'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { TimeField } from '#web/ui/day-and-time.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { addDays, fromWallTime } from '#web/ui/zoned-time.ts'
import { planShift } from './actions.ts'
import type { RosterFacts } from './present-roster.ts'
import { useRosterChange } from './use-roster-change.ts'

interface ShiftDialogProps {
  readonly roster: RosterFacts
  readonly timeZone: string
  readonly monday: string
}

const positions = ['1', '2', '3'] as const
/** Shifts change at seven in most hospitals. */
const usualStart = '07:00'

/** Puts somebody on duty for a day and a night. */
export function ShiftDialog({ roster, timeZone, monday }: ShiftDialogProps) {
  const t = useTranslations('roster')
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState({ department: '', practitioner: '', position: '1', date: monday, from: usualStart, until: usualStart })
  const { pending, change } = useRosterChange()
  const put = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part })
  const startsAt = fromWallTime({ date: draft.date, time: draft.from }, timeZone)
  // An end that is not later than its start stands on the next day's clock.
  const endsAt = fromWallTime({ date: draft.until > draft.from ? draft.date : addDays(draft.date, 1), time: draft.until }, timeZone)
  const save = (): void => {
    if (startsAt === null || endsAt === null) return
    const { department, practitioner, position } = draft
    void change(planShift({ department, practitioner, position: Number(position), startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }), () => {
      notify.success(t('planned'))
      setOpen(false)
    })
  }
  const sound = draft.department !== '' && draft.practitioner !== '' && startsAt !== null && endsAt !== null
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('add')}
      trigger={<Button variant="primary" icon={<Plus />}>{t('add')}</Button>}
      footer={<Button variant="primary" pending={pending} disabled={!sound} onClick={save}>{t('save')}</Button>}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('department')} required>
          <Select placeholder={t('department')} value={draft.department} onValueChange={(department) => put({ department })} options={roster.departments.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
        <Field label={t('person')} required>
          <Combobox placeholder={t('person')} value={draft.practitioner} onValueChange={(practitioner) => put({ practitioner })} options={roster.people.map((one) => ({ value: one.id, label: one.name, hint: one.title }))} />
        </Field>
        <Field label={t('order')} hint={t('orderHint')}>
          <Select value={draft.position} onValueChange={(position) => put({ position })} options={positions.map((value) => ({ value, label: t('position', { position: Number(value) }) }))} />
        </Field>
        <Field label={t('date')}><DateInput value={draft.date} onChange={(date) => put({ date })} /></Field>
        <TimeField label={t('from')} time={draft.from} onChange={(from) => put({ from })} />
        <TimeField label={t('until')} hint={t('untilHint')} time={draft.until} onChange={(until) => put({ until })} />
      </div>
    </Dialog>
  )
}
