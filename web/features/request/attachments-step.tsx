'use client'

import { Eye, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { SnapshotSelection } from '#core/record/snapshot.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { PreviewDialog, type PreviewSnapshot } from './preview-dialog.tsx'
import type { RequestDraft } from './request-draft.ts'
import type { Selectable, SelectableRecord } from './selectable-record.ts'
import { StepCard } from './step-card.tsx'
import type { Patch } from './use-request-draft.ts'

interface StepProps {
  readonly caseId: string
  readonly draft: RequestDraft
  readonly patch: Patch
  readonly record: SelectableRecord
  readonly preview: PreviewSnapshot
}

/** Leaves items out of a selection, or takes them back in. */
function choosing(selection: SnapshotSelection, ids: readonly string[], sent: boolean): SnapshotSelection {
  const kept = selection.excluded.filter((id) => !ids.includes(id))
  return { ...selection, excluded: sent ? kept : [...kept, ...ids] }
}

interface GroupProps {
  readonly label: string
  readonly items: readonly Selectable[]
  readonly selection: SnapshotSelection
  readonly onSelection: (selection: SnapshotSelection) => void
}

function Group({ label, items, selection, onSelection }: GroupProps) {
  const t = useTranslations('request')
  // Of a test's values the older ones may stay behind: it goes along as long as one of them does.
  const isSent = (item: Selectable): boolean => item.ids.some((id) => !selection.excluded.includes(id))
  const chosen = items.filter(isSent).length
  const all = items.flatMap((item) => item.ids)
  return (
    <div className="relative rounded-control border border-line">
      {/* Over the row, not in it: one control may not hold another. */}
      <Checkbox
        label={label}
        checked={chosen > 0}
        onCheckedChange={(sent) => onSelection(choosing(selection, all, sent))}
        className="absolute top-1.5 left-3"
      />
      <details className="group">
        <summary className="flex min-h-9 list-none items-center justify-end gap-3 rounded-control px-3 py-1.5 hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <span className="sr-only">{label}:</span>
          <span className="tabular text-dense text-quiet">{t('groupCount', { chosen, all: items.length })}</span>
          <span className="text-dense font-medium text-jade-ink group-open:hidden">{t('choose')}</span>
        </summary>
        <ul className="grid gap-x-6 border-t border-line px-3 py-2 sm:grid-cols-2">
          {items.map((item) => (
            <li key={item.ids.join(' ')}>
              <Checkbox
                label={<>{item.label}{item.detail !== null && <span className="text-quiet"> · {item.detail}</span>}</>}
                checked={isSent(item)}
                onCheckedChange={(sent) => onSelection(choosing(selection, item.ids, sent))}
              />
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

function SensitiveItems({ record, selection, onSelection }: { readonly record: SelectableRecord } & Pick<GroupProps, 'selection' | 'onSelection'>) {
  const t = useTranslations('request')
  if (record.sensitive.length === 0) return null
  const release = (item: string, released: boolean): void => {
    const others = selection.released.filter((one) => one.item !== item)
    onSelection({ ...selection, released: released ? [...others, { item, reason: '' }] : others })
  }
  const write = (item: string, reason: string): void =>
    onSelection({ ...selection, released: selection.released.map((one) => (one.item === item ? { item, reason } : one)) })
  return (
    <section className="rounded-control border border-warning/30 bg-warning-wash px-4 py-3">
      <h3 className="flex items-center gap-2 font-semibold text-warning"><ShieldAlert aria-hidden className="size-5" />{t('sensitive')} ({record.sensitive.length})</h3>
      <p className="mb-2 text-dense">{t('sensitiveHint')}</p>
      <ul className="grid gap-2">
        {record.sensitive.map((item) => {
          const released = selection.released.find((one) => one.item === item.id)
          return (
            <li key={item.id}>
              <Checkbox
                label={<><span className="font-medium">{item.label}</span> <span className="text-quiet">· {t(`group.${item.kind}`)}</span></>}
                hint={t('release')}
                checked={released !== undefined}
                onCheckedChange={(checked) => release(item.id, checked)}
              />
              {released !== undefined && (
                <Field
                  label={t('releaseReason', { label: item.label })}
                  error={released.reason.trim() === '' ? t('releaseReasonMissing') : undefined}
                  className="mt-1 ml-7"
                >
                  <Input value={released.reason} onChange={(event) => write(item.id, event.currentTarget.value)} />
                </Field>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Step 4: what of the record goes along, and a look with the other hospital's eyes. */
export function AttachmentsStep({ caseId, draft, patch, record, preview }: StepProps) {
  const t = useTranslations('request')
  const onSelection = (selection: SnapshotSelection): void => patch({ selection })
  return (
    <StepCard id="attachments" number={4} title={t('step.attachments')} hint={t('attachmentsHint')}>
      <div className="grid gap-3">
        <div className="grid gap-2">
          {record.groups.map((group) => (
            <Group key={group.kind} label={t(`group.${group.kind}`)} items={group.items} selection={draft.selection} onSelection={onSelection} />
          ))}
        </div>
        <SensitiveItems record={record} selection={draft.selection} onSelection={onSelection} />
        <div><PreviewDialog caseId={caseId} selection={draft.selection} preview={preview} icon={<Eye />} label={t('preview')} /></div>
      </div>
    </StepCard>
  )
}
