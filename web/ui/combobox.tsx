'use client'

import { ChevronsUpDown } from 'lucide-react'
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

interface ComboboxProps {
  readonly options: readonly SelectOption[]
  readonly value?: string | undefined
  readonly defaultValue?: string
  readonly onValueChange?: (value: string, option: SelectOption) => void
  readonly name?: string
  /** Asks the server instead of filtering `options`; keep its identity stable. */
  readonly search?: OptionSearch
  readonly label?: string
  readonly placeholder?: string
  readonly emptyText?: string
  readonly disabled?: boolean
  readonly className?: string
}

/** One of many, found by typing; marks and case do not matter. */
export function Combobox({ options, value, defaultValue, onValueChange, name, search, label, placeholder, emptyText, disabled, className }: ComboboxProps) {
  const t = useTranslations('ui')
  const { required: _required, ...control } = useFieldControl({})
  const [open, setOpen] = useState(false)
  const [picked, setPicked] = useState<SelectOption | undefined>(() => options.find((option) => option.value === defaultValue))
  const shown = value === undefined ? picked : (options.find((option) => option.value === value) ?? (picked?.value === value ? picked : undefined))
  const listName = label ?? placeholder ?? t('choose')
  const pick = (option: SelectOption): void => {
    setPicked(option)
    setOpen(false)
    onValueChange?.(option.value, option)
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        {...control}
        role="combobox"
        aria-expanded={open}
        aria-label={control.id === undefined ? label : undefined}
        disabled={disabled}
        className={classNames(controlStyle, 'flex h-10 items-center justify-between gap-2 text-left', className)}
      >
        <span className={classNames('truncate', !shown && 'text-faint')}>{shown?.label ?? placeholder ?? t('choose')}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-quiet" />
      </Popover.Trigger>
      {name !== undefined && <input type="hidden" name={name} value={shown?.value ?? ''} />}
      <Popover.Portal>
        <Popover.Content aria-label={listName} align="start" sideOffset={4} className={classNames(overlayPanel, 'w-(--radix-popover-trigger-width) min-w-64')}>
          <OptionList options={options} search={search} selected={shown ? [shown.value] : []} onPick={pick} label={listName} emptyText={emptyText} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
