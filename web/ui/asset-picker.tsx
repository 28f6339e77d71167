'use client'

import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { isRoom } from '#core/asset/asset.ts'
import { clashesOf, type AssetOption } from './asset-option.ts'
import { Button } from './button.tsx'
import { Callout } from './callout.tsx'
import { ComboboxMany } from './combobox-many.tsx'
import { Field } from './field.tsx'
import { formatMoment } from './format-moment.ts'

interface AssetPickerProps {
  /** Null while it is being asked what is free. */
  readonly offered: readonly AssetOption[] | null
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** How many are proposed instead of one that is taken. */
const mostInstead = 4

/** What is free instead: of the same kind first, the smallest that seats as many. */
function insteadOf(taken: AssetOption, offered: readonly AssetOption[], chosen: readonly string[]): readonly AssetOption[] {
  const alike = (one: AssetOption): number => (one.kind === taken.kind ? 0 : 1) + ((one.seats ?? 0) < (taken.seats ?? 0) ? 2 : 0)
  return offered
    .filter((one) => one.taken === null && !chosen.includes(one.id) && isRoom(one.kind) === isRoom(taken.kind) && (isRoom(one.kind) || one.kind === taken.kind))
    .toSorted((a, b) => alike(a) - alike(b) || (a.seats ?? 0) - (b.seats ?? 0))
    .slice(0, mostInstead)
}

/** The own hospital's rooms and equipment for a time: what is free, what is taken by whom, and what to take instead. */
export function AssetPicker({ offered, chosen, onChange }: AssetPickerProps) {
  const t = useTranslations('assets')
  const taken = useTakenWords()
  if (offered === null) return <p role="status" className="text-dense text-quiet">{t('picker.asking')}</p>
  if (offered.length === 0) return null
  const options = offered.map((one) => ({
    value: one.id, label: one.name,
    hint: [t(`kind.${one.kind}`), ...(one.seats === null ? [] : [t('seats', { count: one.seats })]), one.taken === null ? t('picker.free') : taken(one.taken)].join(' · '),
  }))
  return (
    <div className="grid gap-3">
      <Field label={t('picker.label')} hint={t('picker.hint')} optional>
        <ComboboxMany label={t('picker.add')} options={options} values={chosen} onValuesChange={onChange} emptyText={t('picker.empty')} />
      </Field>
      <Clashes offered={offered} chosen={chosen} onChange={onChange} />
    </div>
  )
}

/** What cannot be had then, and what is free instead, one press away. */
function Clashes({ offered, chosen, onChange }: { readonly offered: readonly AssetOption[]; readonly chosen: readonly string[]; readonly onChange: AssetPickerProps['onChange'] }) {
  const t = useTranslations('assets.picker')
  const hour = useHour()
  const clashes = clashesOf(offered, chosen)
  if (clashes.length === 0) return null
  return (
    <Callout tone="danger" title={t('clash')}>
      <ul className="grid gap-2">
        {clashes.map((one) => {
          const instead = insteadOf(one, offered, chosen)
          const { what = null, from = '', until = '' } = one.taken ?? {}
          const span = { name: one.name, from: hour(from), until: hour(until) }
          return (
            <li key={one.id} className="grid gap-1.5">
              <span className="tabular">{what === null ? t('clashUnknown', span) : t('clashLine', { ...span, what })}</span>
              {instead.length === 0 ? <span className="text-dense text-quiet">{t('noInstead')}</span> : (
                <span className="flex flex-wrap items-center gap-2">
                  <span className="text-dense text-quiet">{t('instead')}</span>
                  {instead.map((other) => (
                    <Button key={other.id} size="sm" aria-label={t('swap', { name: one.name, other: other.name })} onClick={() => onChange(chosen.map((id) => (id === one.id ? other.id : id)))}>{other.name}</Button>
                  ))}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </Callout>
  )
}

function useHour(): (at: string) => string {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  return (at) => formatMoment(new Date(at), 'time', { locale, timeZone })
}

function useTakenWords(): (taken: NonNullable<AssetOption['taken']>) => string {
  const t = useTranslations('assets.picker')
  const hour = useHour()
  return ({ what, from, until }) => (what === null ? t('takenUnknown', { from: hour(from), until: hour(until) }) : t('takenBy', { from: hour(from), until: hour(until), what }))
}
