'use client'

import { ArrowDown, ArrowUp, ListOrdered } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { ComboboxMany } from '#web/ui/combobox-many.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Field } from '#web/ui/field.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { writtenDate } from '#web/ui/written-date.ts'
import { planRound } from './actions.ts'
import type { BookableCase, DayFacts } from './present-meetings.ts'
import { useMeetingChange } from './use-meeting-change.ts'

interface RoundDialogProps {
  readonly meeting: string
  readonly day: DayFacts
  readonly bookable: readonly BookableCase[]
}

const lengths = [5, 10, 15, 20, 30, 45, 60]

const moved = (list: readonly string[], from: number, to: number): readonly string[] => {
  const one = list[from]
  return one === undefined || to < 0 || to >= list.length ? list : list.toSpliced(from, 1).toSpliced(to, 0, one)
}

/** Gives a day its patients and their order; each case is booked for its place in it. */
export function RoundDialog({ meeting, day, bookable }: RoundDialogProps) {
  const t = useTranslations('meetings')
  const [open, setOpen] = useState(false)
  const [patients, setPatients] = useState<readonly string[]>(day.round?.patients ?? [])
  const [minutesEach, setMinutesEach] = useState(15)
  const { pending, change } = useMeetingChange()
  const labelOf = ({ code, name }: BookableCase): string => `${code} · ${name ?? t('round.unnamed')}`
  const labels = new Map(bookable.map((one) => [one.id, labelOf(one)]))
  const save = (): void => void change(planRound({ meeting, on: day.on, patients: [...patients], minutesEach }), () => {
    notify.success(t('round.saved'))
    setOpen(false)
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="lg"
      title={t('round.title', { date: writtenDate(day.date) })}
      description={t('round.hint')}
      trigger={<Button size="sm" variant="quiet" icon={<ListOrdered />}>{t('round.plan')}</Button>}
      footer={<Button variant="primary" pending={pending} disabled={patients.length === 0} onClick={save}>{t('round.save')}</Button>}
    >
      {bookable.length === 0 ? <EmptyState icon={<ListOrdered />} title={t('round.none')} description={t('round.noneHint')} /> : (
        <div className="grid gap-4">
          <Field label={t('round.patients')} required>
            <ComboboxMany label={t('round.add')} options={bookable.map((one) => ({ value: one.id, label: labelOf(one), hint: one.from }))} values={patients} onValuesChange={setPatients} emptyText={t('round.none')} />
          </Field>
          {patients.length > 1 && (
            <ol aria-label={t('round.order')} className="divide-y divide-line rounded-card border border-line">
              {patients.map((id, index) => (
                <li key={id} className="flex items-center gap-2 px-3 py-1">
                  <span className="tabular w-6 text-quiet">{index + 1}</span>
                  <span className="min-w-0 flex-1">{labels.get(id) ?? '—'}</span>
                  <IconButton size="sm" label={t('round.earlier', { place: index + 1 })} icon={<ArrowUp />} disabled={index === 0} onClick={() => setPatients(moved(patients, index, index - 1))} />
                  <IconButton size="sm" label={t('round.later', { place: index + 1 })} icon={<ArrowDown />} disabled={index === patients.length - 1} onClick={() => setPatients(moved(patients, index, index + 1))} />
                </li>
              ))}
            </ol>
          )}
          <Field label={t('round.each')}>
            <Select value={String(minutesEach)} onValueChange={(minutes) => setMinutesEach(Number(minutes))} options={lengths.map((minutes) => ({ value: String(minutes), label: t('minutes', { minutes }) }))} />
          </Field>
        </div>
      )}
    </Dialog>
  )
}
