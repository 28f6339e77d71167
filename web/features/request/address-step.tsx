'use client'

import { useTranslations } from 'next-intl'
import { consultKinds, type ConsultKind } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { urgencies } from '#core/case/urgency.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import type { SnapshotSelection } from '#core/record/snapshot.ts'
import { selectionForKind } from '#core/record/snapshot-default.ts'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import { Select } from '#web/ui/select.tsx'
import { UrgencyBadge } from '#web/ui/urgency-badge.tsx'
import type { HubView } from './present-request.ts'
import type { RequestDraft } from './request-draft.ts'
import { StepCard } from './step-card.tsx'
import type { Patch } from './use-request-draft.ts'

interface StepProps {
  readonly draft: RequestDraft
  readonly patch: Patch
  readonly hubs: readonly HubView[]
  readonly defaults: Readonly<Record<ConsultKind, SnapshotSelection>>
}

// Ward rounds and training are booked, not asked for from a bed.
const kinds = consultKinds.filter((kind) => kind !== 'ward-round' && kind !== 'training')
const offered = urgencies.filter((urgency): urgency is Exclude<Urgency, 'ward-round'> => urgency !== 'ward-round')

/** The value of a list of ours that equals what a control gave. */
const pick = <Value extends string>(values: readonly Value[], raw: string): Value | undefined => values.find((one) => one === raw)

/** Step 1: how soon, what kind, which specialty, which hub. */
export function AddressStep({ draft, patch, hubs, defaults }: StepProps) {
  const t = useTranslations('request')
  const words = useTranslations('caseWords')
  const specialties = specialtyCodes.filter((code) => hubs.some((hub) => hub.specialties.includes(code)))
  const chooseSpecialty = (raw: string): void => {
    const specialty = pick(specialties, raw)
    if (specialty === undefined) return
    const keeps = hubs.some((hub) => hub.id === draft.hub && hub.specialties.includes(specialty))
    const hub = keeps ? draft.hub : hubs.find((one) => one.specialties.includes(specialty))?.id
    patch({ specialty, ...(hub !== undefined && { hub }) })
  }
  const chooseUrgency = (raw: string): void => {
    const urgency = pick(urgencies, raw)
    if (urgency === undefined) return
    // An emergency is its own ground unless another was written down.
    const isFree = draft.basis.text.trim() === ''
    patch({ urgency, ...(isFree && { basis: { kind: urgency === 'emergency' ? 'emergency' : 'written-request', text: '' } }) })
  }
  return (
    <StepCard id="address" number={1} title={t('step.address')}>
      <div className="grid gap-5">
        <FieldGroup legend={t('urgency')}>
          <RadioCards
            aria-label={t('urgency')}
            columns={2}
            value={draft.urgency}
            onValueChange={chooseUrgency}
            options={offered.map((urgency) => ({ value: urgency, label: <UrgencyBadge urgency={urgency} />, description: t(`wait.${urgency}`) }))}
          />
        </FieldGroup>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('specialty')}>
            <Select value={draft.specialty} onValueChange={chooseSpecialty} options={specialties.map((code) => ({ value: code, label: words(`specialty.${code}`) }))} />
          </Field>
          <Field label={t('kind')}>
            <Select
              value={draft.kind}
              onValueChange={(raw) => {
                const kind = pick(consultKinds, raw)
                if (kind !== undefined) patch({ kind, selection: selectionForKind(draft.selection, { before: defaults[draft.kind], after: defaults[kind] }) })
              }}
              options={kinds.map((kind) => ({ value: kind, label: words(`kind.${kind}`) }))}
            />
          </Field>
          <Field label={t('hub')} hint={t('hubHint')} className="sm:col-span-2">
            <Select
              value={draft.hub}
              onValueChange={(hub) => patch({ hub })}
              options={hubs.filter((hub) => hub.specialties.includes(draft.specialty)).map((hub) => ({ value: hub.id, label: hub.name }))}
            />
          </Field>
        </div>
      </div>
    </StepCard>
  )
}
