'use client'

import { Plus, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from './class-names.ts'
import { controlStyle } from './control-style.ts'
import { useFieldControl } from './field-context.ts'
import { OptionList } from './option-list.tsx'
import { overlayPanel } from './overlay-style.ts'
import type { SelectOption } from './select.tsx'
import type { OptionSearch } from './use-option-search.ts'

interface ComboboxManyProps {
  readonly options: readonly SelectOption[]
  readonly values: readonly string[]
  readonly onValuesChange: (values: readonly string[]) => void
  readonly name?: string
  readonly search?: OptionSearch
  readonly label: string
  readonly emptyText?: string
}

function Chip({ option, onRemove }: { readonly option: SelectOption; readonly onRemove: () => void }) {
  const t = useTranslations('ui')
  return (
    <span className="inline-flex items-center gap-1 rounded-tag bg-jade-wash py-0.5 pr-0.5 pl-2 text-dense font-medium text-jade-ink">
      {option.label}
      <button type="button" onClick={onRemove} aria-label={t('remove', { name: option.label })} className="rounded-tag p-1 hover:bg-surface">
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  )
}

/** Several of many, each a chip that can be taken back. */
export function ComboboxMany({ options, values, onValuesChange, name, search, label, emptyText }: ComboboxManyProps) {
  const { required: _required, ...control } = useFieldControl({})
  const [known, setKnown] = useState<readonly SelectOption[]>(options)
  const find = (value: string): SelectOption => [...options, ...known].find((option) => option.value === value) ?? { value, label: value }
  const toggle = (option: SelectOption): void => {
    setKnown((before) => [...before.filter(({ value }) => value !== option.value), option])
    onValuesChange(values.includes(option.value) ? values.filter((value) => value !== option.value) : [...values, option.value])
  }
  return (
    <div className={classNames(controlStyle, 'flex min-h-10 flex-wrap items-center gap-1.5 px-1.5 py-1.5')}>
      {values.map((value) => <Chip key={value} option={find(value)} onRemove={() => toggle(find(value))} />)}
      {name !== undefined && values.map((value) => <input key={value} type="hidden" name={name} value={value} />)}
      <Popover.Root>
        <Popover.Trigger {...control} className="inline-flex items-center gap-1 rounded-tag px-2 py-0.5 text-dense font-medium text-quiet hover:bg-sunken hover:text-ink">
          <Plus aria-hidden className="size-4" />
          {label}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content aria-label={label} align="start" sideOffset={6} className={classNames(overlayPanel, 'w-80')}>
            <OptionList options={options} search={search} selected={values} onPick={toggle} label={label} emptyText={emptyText} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  )
}
