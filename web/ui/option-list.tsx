'use client'

import { Command } from 'cmdk'
import { Check, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { SelectOption } from './select.tsx'
import { useOptionSearch, type OptionSearch } from './use-option-search.ts'

interface OptionListProps {
  readonly options: readonly SelectOption[]
  readonly search?: OptionSearch | undefined
  readonly selected: readonly string[]
  readonly onPick: (option: SelectOption) => void
  readonly label: string
  readonly placeholder?: string | undefined
  readonly emptyText?: string | undefined
}

/** Choices under a line to type in; found without diacritics, or asked from the server. */
export function OptionList({ options, search, selected, onPick, label, placeholder, emptyText }: OptionListProps) {
  const t = useTranslations('ui')
  const { text, setText, found, searching } = useOptionSearch(options, search)
  return (
    <Command shouldFilter={false} label={label} loop>
      <div className="flex items-center border-b border-line px-3">
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={placeholder ?? t('typeToSearch')}
          className="h-11 w-full bg-transparent text-body placeholder:text-faint focus-visible:outline-none"
        />
        {searching && <LoaderCircle aria-hidden className="size-4 animate-spin text-quiet" />}
      </div>
      <Command.List className="max-h-72 overflow-y-auto p-1">
        {!searching && found.length === 0 && <p className="px-3 py-6 text-center text-dense text-quiet">{emptyText ?? t('nothingFound')}</p>}
        {found.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            disabled={option.disabled ?? false}
            onSelect={() => onPick(option)}
            className="relative flex cursor-pointer items-center rounded-control py-2 pr-3 pl-9 select-none data-[disabled=true]:opacity-50 data-[selected=true]:bg-jade-wash data-[selected=true]:text-jade-ink"
          >
            {selected.includes(option.value) && <Check aria-hidden className="absolute left-2.5 size-4" />}
            <span className="min-w-0">
              {option.label}
              {option.hint !== undefined && <span className="block text-dense text-quiet">{option.hint}</span>}
            </span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}
