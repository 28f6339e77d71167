'use client'

import { Check, ChevronDown } from 'lucide-react'
import { Select as Primitive } from 'radix-ui'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from './class-names.ts'
import { controlStyle } from './control-style.ts'
import { useFieldControl } from './field-context.ts'
import { overlayPanel } from './overlay-style.ts'
import { styleNonce } from './style-nonce.tsx'

export interface SelectOption {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
  readonly disabled?: boolean
}

interface SelectProps {
  readonly options: readonly SelectOption[]
  readonly value?: string
  readonly defaultValue?: string
  readonly onValueChange?: (value: string) => void
  readonly name?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly 'aria-label'?: string
  readonly className?: string
}

function Option({ option }: { readonly option: SelectOption }) {
  return (
    <Primitive.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className="relative flex cursor-pointer items-center rounded-control py-2 pr-3 pl-9 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-jade-wash data-highlighted:text-jade-ink"
    >
      <Primitive.ItemIndicator className="absolute left-2.5"><Check aria-hidden className="size-4" /></Primitive.ItemIndicator>
      <span>
        <Primitive.ItemText>{option.label}</Primitive.ItemText>
        {option.hint !== undefined && <span className="block text-dense text-quiet">{option.hint}</span>}
      </span>
    </Primitive.Item>
  )
}

/** One of a few known values; for more than about ten, use Combobox. */
export function Select({ options, placeholder, className, value, defaultValue, onValueChange, name, disabled, ...rest }: SelectProps) {
  const t = useTranslations('ui')
  const { required, ...control } = useFieldControl({})
  const [own, setOwn] = useState(defaultValue)
  const chosen = options.find((option) => option.value === (value ?? own))
  const change = (next: string): void => {
    setOwn(next)
    onValueChange?.(next)
  }
  return (
    <Primitive.Root
      {...(value !== undefined && { value })}
      {...(defaultValue !== undefined && { defaultValue })}
      onValueChange={change}
      {...(name !== undefined && { name })}
      disabled={disabled ?? false}
      required={required ?? false}
    >
      <Primitive.Trigger
        {...rest}
        {...control}
        className={classNames(controlStyle, 'flex h-10 items-center justify-between gap-2 text-left data-placeholder:text-faint', className)}
      >
        <span className="truncate"><Primitive.Value placeholder={placeholder ?? t('choose')}>{chosen?.label}</Primitive.Value></span>
        <Primitive.Icon><ChevronDown aria-hidden className="size-4 text-quiet" /></Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content position="popper" sideOffset={4} className={classNames(overlayPanel, 'max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden')}>
          <Primitive.Viewport nonce={styleNonce()} className="p-1">
            {options.map((option) => <Option key={option.value} option={option} />)}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
