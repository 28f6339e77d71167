'use client'

import { CircleOff, Pencil, Plus, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type ReactElement } from 'react'
import { assetKinds, isRoom, longestAssetName, longestAssetNote, mostSeats, type AssetKind } from '#core/asset/asset.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { ActionAnswer } from '#web/server/action.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { Select } from '#web/ui/select.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { addAsset, changeAsset, foreseeOutOfService, returnToService, takeOutOfService } from './actions.ts'
import type { AssetFacts, AssetsFacts, ReservedFacts } from './present-assets.ts'

type Departments = AssetsFacts['departments']

interface Draft {
  readonly kind: AssetKind
  readonly name: string
  readonly seats: string
  readonly department: string
  readonly note: string
}

/** The select's value for a thing of the whole hospital. */
const nobody = 'none'
const emptyDraft: Draft = { kind: 'consult-room', name: '', seats: '', department: nobody, note: '' }

const written = ({ kind, name, seats, department, note }: Draft) => ({
  kind, name, note, seats: isRoom(kind) && seats !== '' ? Number(seats) : null, department: department === nobody ? null : department,
})

interface DraftDialogProps {
  readonly trigger: ReactElement
  readonly title: string
  readonly first: Draft
  readonly departments: Departments
  readonly save: (draft: Draft) => Promise<ActionAnswer<null>>
  readonly saved: (name: string) => string
}

function DraftDialog({ trigger, title, first, departments, save, saved }: DraftDialogProps) {
  const t = useTranslations('assets')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [draft, setDraft] = useState(first)
  const put = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const send = async (): Promise<void> => {
    setPending(true)
    const answer = await save(draft).finally(() => setPending(false))
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      return
    }
    notify.success(saved(draft.name.trim()))
    setOpen(false)
    router.refresh()
  }
  const change = (next: boolean): void => {
    setOpen(next)
    if (next) setDraft(first)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={trigger}
      title={title}
      footer={<><DialogClose>{t('cancel')}</DialogClose><Button variant="primary" pending={pending} disabled={draft.name.trim() === ''} onClick={() => void send()}>{t('save')}</Button></>}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('name')} hint={t('nameHint')} required className="sm:col-span-2"><Input maxLength={longestAssetName} autoComplete="off" value={draft.name} onChange={(event) => put({ name: event.currentTarget.value })} /></Field>
        <Field label={t('kindLabel')}>
          <Select value={draft.kind} onValueChange={(raw) => put({ kind: assetKinds.find((one) => one === raw) ?? 'other' })} options={assetKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))} />
        </Field>
        {isRoom(draft.kind) && <Field label={t('seatsLabel')} optional><Input type="number" inputMode="numeric" min={1} max={mostSeats} value={draft.seats} onChange={(event) => put({ seats: event.currentTarget.value })} /></Field>}
        <Field label={t('department')} className="sm:col-span-2">
          <Select value={draft.department} onValueChange={(department) => put({ department })} options={[{ value: nobody, label: t('noDepartment') }, ...departments.map(({ id, name }) => ({ value: id, label: name }))]} />
        </Field>
        <Field label={t('note')} hint={t('noteHint')} optional className="sm:col-span-2"><Textarea rows={2} maxLength={longestAssetNote} value={draft.note} onChange={(event) => put({ note: event.currentTarget.value })} /></Field>
      </div>
    </Dialog>
  )
}

/** A new room or piece of equipment. */
export function AddAsset({ departments }: { readonly departments: Departments }) {
  const t = useTranslations('assets.add')
  return <DraftDialog trigger={<Button variant="primary" icon={<Plus />}>{t('open')}</Button>} title={t('title')} first={emptyDraft} departments={departments} save={(draft) => addAsset(written(draft))} saved={(name) => t('done', { name })} />
}

/** Another name, another place, another note. */
export function ChangeAsset({ asset, departments }: { readonly asset: AssetFacts; readonly departments: Departments }) {
  const t = useTranslations('assets.change')
  const first: Draft = { kind: asset.kind, name: asset.name, seats: asset.seats === null ? '' : String(asset.seats), department: asset.department ?? nobody, note: asset.note }
  return (
    <DraftDialog
      trigger={<Button size="sm" icon={<Pencil />} aria-label={t('label', { name: asset.name })}>{t('open')}</Button>}
      title={t('title', { name: asset.name })}
      first={first}
      departments={departments}
      save={(draft) => changeAsset({ ...written(draft), asset: asset.id })}
      saved={(name) => t('done', { name })}
    />
  )
}

type Losing = 'asking' | 'unknown' | readonly ReservedFacts[]

/** Out of service, once it is known what loses it. */
export function OutOfService({ asset, name }: { readonly asset: string; readonly name: string }) {
  const t = useTranslations('assets')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [losing, setLosing] = useState<Losing>('asking')
  const change = (next: boolean): void => {
    setOpen(next)
    if (!next) return
    setLosing('asking')
    foreseeOutOfService({ asset }).then((answer) => setLosing(answer.ok ? answer.value : 'unknown'), () => setLosing('unknown'))
  }
  const confirm = async (): Promise<void> => {
    setPending(true)
    const answer = await takeOutOfService({ asset }).finally(() => setPending(false))
    if (answer.ok) notify.success(t('out.done', { name }))
    else notify.error(refusal(answer.code), { code: answer.code })
    setOpen(false)
    router.refresh()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button size="sm" variant="quiet" icon={<CircleOff />} aria-label={t('out.label', { name })}>{t('out.open')}</Button>}
      title={t('out.title', { name })}
      description={t('out.what')}
      footer={<><DialogClose>{t('cancel')}</DialogClose><Button variant="primary" pending={pending} disabled={typeof losing === 'string'} onClick={() => void confirm()}>{t('out.confirm')}</Button></>}
    >
      <LosingList losing={losing} />
    </Dialog>
  )
}

function LosingList({ losing }: { readonly losing: Losing }) {
  const t = useTranslations('assets')
  if (losing === 'asking') return <p role="status" className="text-quiet">{t('out.asking')}</p>
  if (losing === 'unknown') return <Callout tone="warning">{t('out.unknown')}</Callout>
  if (losing.length === 0) return <p role="status" className="text-quiet">{t('out.nobody')}</p>
  return (
    <Callout tone="warning" title={t('out.losing', { count: losing.length })}>
      <ul className="max-h-60 overflow-y-auto">
        {losing.map((one) => (
          <li key={one.id}><Moment at={one.startsAt} format="day-time" className="tabular" /> · {one.caseCode ?? (one.title === null ? t('busy') : t('meetingOf', { title: one.title }))}</li>
        ))}
      </ul>
      <p className="text-dense text-quiet">{t('out.told')}</p>
    </Callout>
  )
}

/** Back into service. */
export function ReturnToService({ asset, name }: { readonly asset: string; readonly name: string }) {
  const t = useTranslations('assets.back')
  const refusal = useRefusal()
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const back = async (): Promise<void> => {
    setPending(true)
    const answer = await returnToService({ asset }).finally(() => setPending(false))
    if (answer.ok) notify.success(t('done', { name }))
    else notify.error(refusal(answer.code), { code: answer.code })
    router.refresh()
  }
  return <Button size="sm" icon={<Undo2 />} pending={pending} aria-label={t('label', { name })} onClick={() => void back()}>{t('open')}</Button>
}
