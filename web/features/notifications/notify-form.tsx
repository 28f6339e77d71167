'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { QuietHours, Topic } from '#core/notify/preference.ts'
import { topics } from '#core/notify/preference.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { keepPreference } from './actions.ts'

interface Draft {
  readonly mail: boolean
  readonly push: readonly Topic[]
  readonly mailTopics: readonly Topic[]
  readonly quiet: QuietHours | null
  readonly digestAt: number | null
}

interface NotifyFormProps {
  readonly address: string
  readonly mailPossible: boolean
  readonly pushPossible: boolean
  readonly given: Draft
}

const usual: QuietHours = { from: 22 * 60, until: 6 * 60 }
const usualDigest = 7 * 60

/** What is told by which way, and when nothing but an emergency is. */
export function NotifyForm({ address, mailPossible, pushPossible, given }: NotifyFormProps) {
  const t = useTranslations('notifications')
  const refusal = useRefusal()
  const language = useLocale()
  const [draft, setDraft] = useState(given)
  const [pending, setPending] = useState(false)
  const save = async (): Promise<void> => {
    setPending(true)
    const answer = await keepPreference({ ...draft, push: [...draft.push], mailTopics: [...draft.mailTopics], language })
    setPending(false)
    if (answer.ok) notify.success(t('saved'))
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  return (
    <div className="grid gap-5">
      {mailPossible
        ? <Checkbox label={t('mail', { address })} checked={draft.mail} onCheckedChange={(mail) => setDraft({ ...draft, mail })} />
        : <p className="text-dense text-quiet">{t('mailOff')}</p>}
      <TopicTable draft={draft} onChange={setDraft} push={pushPossible} mail={mailPossible && draft.mail} />
      <FieldGroup legend={t('quiet')} hint={t('quietHint')}>
        <Checkbox label={t('quiet')} checked={draft.quiet !== null} onCheckedChange={(on) => setDraft({ ...draft, quiet: on ? usual : null })} />
        {draft.quiet !== null && <QuietFields quiet={draft.quiet} onChange={(quiet) => setDraft({ ...draft, quiet })} />}
      </FieldGroup>
      <FieldGroup legend={t('digest')} hint={t('digestHint')}>
        <Checkbox label={t('digestOn')} checked={draft.digestAt !== null} onCheckedChange={(on) => setDraft({ ...draft, digestAt: on ? usualDigest : null })} />
        {draft.digestAt !== null && (
          <div className="mt-3 max-w-40"><ClockField label={t('digestAt')} minutes={draft.digestAt} onChange={(digestAt) => setDraft({ ...draft, digestAt })} /></div>
        )}
      </FieldGroup>
      <div><Button variant="primary" pending={pending} onClick={() => void save()}>{t('save')}</Button></div>
    </div>
  )
}

interface TopicTableProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly push: boolean
  readonly mail: boolean
}

function TopicTable({ draft, onChange, push, mail }: TopicTableProps) {
  const t = useTranslations('notifications')
  const with_ = (chosen: readonly Topic[], topic: Topic, on: boolean): readonly Topic[] => topics.filter((one) => (one === topic ? on : chosen.includes(one)))
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="border-b border-line text-dense text-quiet">
          <th scope="col" className="py-2 font-semibold">{t('topic.title')}</th>
          <th scope="col" className="w-32 py-2 font-semibold">{t('channel.push')}</th>
          <th scope="col" className="w-24 py-2 font-semibold">{t('channel.mail')}</th>
        </tr>
      </thead>
      <tbody>
        {topics.map((topic) => (
          <tr key={topic} className="border-b border-line">
            <th scope="row" className="py-2.5 pr-3 font-normal">{t(`topic.${topic}`)}</th>
            <td><Tick label={`${t('channel.push')}: ${t(`topic.${topic}`)}`} disabled={!push} checked={draft.push.includes(topic)} onChange={(on) => onChange({ ...draft, push: with_(draft.push, topic, on) })} /></td>
            <td><Tick label={`${t('channel.mail')}: ${t(`topic.${topic}`)}`} disabled={!mail} checked={draft.mailTopics.includes(topic)} onChange={(on) => onChange({ ...draft, mailTopics: with_(draft.mailTopics, topic, on) })} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface TickProps {
  readonly label: string
  readonly disabled: boolean
  readonly checked: boolean
  readonly onChange: (on: boolean) => void
}

const Tick = ({ label, disabled, checked, onChange }: TickProps) => (
  <input type="checkbox" aria-label={label} disabled={disabled} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} className="size-5 accent-jade disabled:opacity-40" />
)

const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

interface ClockFieldProps {
  readonly label: string
  /** Minutes of the day. */
  readonly minutes: number
  readonly onChange: (minutes: number) => void
}

function ClockField({ label, minutes, onChange }: ClockFieldProps) {
  const read = (text: string): void => {
    const [hours, rest] = text.split(':').map(Number)
    if (hours !== undefined && rest !== undefined && !Number.isNaN(hours + rest)) onChange(hours * 60 + rest)
  }
  return <Field label={label}><Input type="time" value={clockOf(minutes)} onChange={(event) => read(event.currentTarget.value)} /></Field>
}

function QuietFields({ quiet, onChange }: { readonly quiet: QuietHours; readonly onChange: (quiet: QuietHours) => void }) {
  const t = useTranslations('notifications')
  return (
    <div className="mt-3 grid max-w-sm grid-cols-2 gap-3">
      <ClockField label={t('from')} minutes={quiet.from} onChange={(from) => onChange({ ...quiet, from })} />
      <ClockField label={t('until')} minutes={quiet.until} onChange={(until) => onChange({ ...quiet, until })} />
    </div>
  )
}
