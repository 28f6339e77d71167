'use client'

import { CalendarPlus, Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { isRoom } from '#core/asset/asset.ts'
import type { Holiday } from '#core/meeting/holidays.ts'
import { cadences, type Cadence } from '#core/meeting/recurrence.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ComboboxMany } from '#web/ui/combobox-many.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { TimeField } from '#web/ui/day-and-time.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { writtenDate } from '#web/ui/written-date.ts'
import { foreseeMeeting, planMeeting } from './actions.ts'
import { durations } from './durations.ts'
import type { MeetingsFacts, PersonOption } from './present-meetings.ts'
import { useMeetingChange } from './use-meeting-change.ts'

interface PlanDialogProps {
  readonly people: readonly PersonOption[]
  readonly assets: MeetingsFacts['assets']
  readonly today: string
}

interface Draft {
  readonly title: string
  readonly chair: string
  readonly people: readonly string[]
  readonly assets: readonly string[]
  readonly cadence: Cadence
  readonly startsOn: string
  readonly lastOn: string
  readonly startTime: string
  readonly durationMinutes: number
  readonly onHoliday: 'skip' | 'keep'
}

const onHolidays = ['skip', 'keep'] as const

const planOf = ({ cadence, startsOn, lastOn, people, assets, ...rest }: Draft) => ({ ...rest, people: [...people], assets: [...assets], rule: { cadence, startsOn, lastOn: lastOn === '' ? null : lastOn } })

/** Plans a meeting that returns, with a look at its next days first. */
export function PlanDialog({ people, assets, today }: PlanDialogProps) {
  const t = useTranslations('meetings')
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<Draft>({ title: '', chair: '', people: [], assets: [], cadence: 'weekly', startsOn: today, lastOn: '', startTime: '14:00', durationMinutes: 60, onHoliday: 'skip' })
  const { foreseen, foresee, forget } = useForesight()
  const { pending, change } = useMeetingChange()
  const put = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part })
    forget()
  }
  const isSound = draft.title.trim() !== '' && draft.chair !== '' && draft.startsOn !== '' && draft.startTime !== ''
  const save = (): void => void change(planMeeting(planOf(draft)), () => {
    notify.success(t('saved'))
    setOpen(false)
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="lg"
      title={t('plan')}
      description={t('planHint')}
      trigger={<Button variant="primary" icon={<CalendarPlus />}>{t('plan')}</Button>}
      footer={
        <>
          <Button icon={<Eye />} disabled={!isSound} onClick={() => void foresee(planOf(draft))}>{t('foresee')}</Button>
          <Button variant="primary" pending={pending} disabled={!isSound} onClick={save}>{t('save')}</Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('name')} hint={t('nameHint')} required className="sm:col-span-2"><Input value={draft.title} maxLength={200} onChange={(event) => put({ title: event.target.value })} /></Field>
        <PeopleFields people={people} draft={draft} put={put} />
        <RuleFields draft={draft} put={put} today={today} />
        <AssetFields assets={assets} draft={draft} put={put} />
      </div>
      {foreseen !== null && <Foreseen days={foreseen} people={people} assets={assets} />}
    </Dialog>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly put: (part: Partial<Draft>) => void
}

function PeopleFields({ people, draft, put }: PartProps & { readonly people: readonly PersonOption[] }) {
  const t = useTranslations('meetings')
  const options = (some: readonly PersonOption[]) => some.map(({ id, name, hint }) => ({ value: id, label: name, hint }))
  return (
    <>
      <Field label={t('chair')} required className="sm:col-span-2">
        <Combobox options={options(people.filter(({ own }) => own))} value={draft.chair} onValueChange={(chair) => put({ chair })} placeholder={t('choose')} emptyText={t('nobody')} />
      </Field>
      <Field label={t('people')} optional className="sm:col-span-2">
        <ComboboxMany label={t('addPerson')} options={options(people.filter(({ id }) => id !== draft.chair))} values={draft.people} onValuesChange={(expected) => put({ people: expected })} emptyText={t('nobody')} />
      </Field>
    </>
  )
}

function RuleFields({ draft, put, today }: PartProps & { readonly today: string }) {
  const t = useTranslations('meetings')
  return (
    <>
      <Field label={t('cadence')}>
        <Select value={draft.cadence} onValueChange={(raw) => put({ cadence: cadences.find((one) => one === raw) ?? 'weekly' })} options={cadences.map((one) => ({ value: one, label: t(`cadences.${one}`) }))} />
      </Field>
      <Field label={t('onHoliday')}>
        <Select value={draft.onHoliday} onValueChange={(raw) => put({ onHoliday: onHolidays.find((one) => one === raw) ?? 'skip' })} options={onHolidays.map((one) => ({ value: one, label: t(`onHolidays.${one}`) }))} />
      </Field>
      <Field label={t('startsOn')} required><DateInput min={today} value={draft.startsOn} onChange={(date) => put({ startsOn: date })} /></Field>
      <Field label={t('lastOn')} hint={t('lastOnHint')} optional><DateInput min={draft.startsOn} value={draft.lastOn} onChange={(date) => put({ lastOn: date })} /></Field>
      <TimeField label={t('time')} required time={draft.startTime} onChange={(startTime) => put({ startTime })} />
      <Field label={t('duration')}>
        <Select value={String(draft.durationMinutes)} onValueChange={(minutes) => put({ durationMinutes: Number(minutes) })} options={durations(draft.durationMinutes).map((minutes) => ({ value: String(minutes), label: t('minutes', { minutes }) }))} />
      </Field>
    </>
  )
}

function AssetFields({ assets, draft, put }: PartProps & { readonly assets: MeetingsFacts['assets'] }) {
  const t = useTranslations('meetings')
  const words = useTranslations('assets')
  if (assets.length === 0) return null
  const options = assets.map(({ id, name, kind, seats }) => ({ value: id, label: name, hint: [words(`kind.${kind}`), ...(seats === null ? [] : [words('seats', { count: seats })])].join(' · ') }))
  return (
    <Field label={t('assets')} hint={t('assetsHint')} optional className="sm:col-span-2">
      <ComboboxMany label={t('addAsset')} options={options} values={draft.assets} onValuesChange={(chosen) => put({ assets: chosen })} emptyText={words('picker.empty')} />
    </Field>
  )
}

interface ForeseenDay {
  readonly date: string
  readonly holiday: Holiday | null
  readonly held: boolean
  readonly taken: readonly string[]
  readonly free: readonly string[]
  readonly conflicts: readonly { readonly practitioner: string; readonly code?: string; readonly title?: string }[]
}

function useForesight() {
  const refusal = useRefusal()
  const [foreseen, setForeseen] = useState<readonly ForeseenDay[] | null>(null)
  const foresee = async (plan: Parameters<typeof foreseeMeeting>[0]): Promise<void> => {
    const answer = await foreseeMeeting(plan)
    if (answer.ok) setForeseen(answer.value)
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  return { foreseen, foresee, forget: () => setForeseen(null) }
}

/** Day by day: held or left out, and who is expected elsewhere; a warning, since the meeting may rightly come first. */
function Foreseen({ days, people, assets }: { readonly days: readonly ForeseenDay[]; readonly people: readonly PersonOption[]; readonly assets: MeetingsFacts['assets'] }) {
  const t = useTranslations('meetings')
  const roomOf = (id: string): string => assets.find((one) => one.id === id)?.name ?? '—'
  const instead = days.some(({ taken }) => taken.length > 0) ? alwaysFree(days, assets) : []
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? '—'
  return (
    <section aria-label={t('foreseen')} className="mt-5 rounded-card border border-line">
      <h3 className="border-b border-line px-4 py-2 text-dense font-semibold">{t('foreseen')}</h3>
      <ul aria-live="polite" className="divide-y divide-line">
        {days.map(({ date, holiday, held, conflicts, taken }) => (
          <li key={date} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-dense">
            <span className="tabular font-semibold">{writtenDate(date)}</span>
            {holiday === null ? <Badge tone="jade">{t('held')}</Badge> : <Badge tone="gold">{t(held ? 'keptOn' : 'skipped', { holiday: t(`holiday.${holiday}`) })}</Badge>}
            <span className="text-quiet">
              {held && taken.length > 0 && <span className="font-medium text-danger">{t('roomTaken', { rooms: taken.map(roomOf).join(', ') })}; </span>}
              {held && (conflicts.length === 0 ? t('noConflict') : conflicts.map((one) =>
                one.code === undefined ? t('conflictMeeting', { name: nameOf(one.practitioner), title: one.title ?? '' }) : t('conflict', { name: nameOf(one.practitioner), code: one.code })).join('; '))}
            </span>
          </li>
        ))}
      </ul>
      {instead.length > 0 && <p className="border-t border-line px-4 py-2 text-dense">{t('roomInstead', { rooms: instead.join(', ') })}</p>}
    </section>
  )
}

/** The rooms that are free on each of the days. */
const alwaysFree = (days: readonly ForeseenDay[], assets: MeetingsFacts['assets']): readonly string[] =>
  assets.filter(({ id, kind }) => isRoom(kind) && days.every(({ held, free }) => !held || free.includes(id))).slice(0, 4).map(({ name }) => name)
