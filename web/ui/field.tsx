'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useMemo, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { FieldContext } from './field-context.ts'

interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong and how to put it right; stands under the control. */
  readonly error?: ReactNode
  readonly required?: boolean
  /** Says "không bắt buộc" beside the label. */
  readonly optional?: boolean
  /** A small link or button at the label's right. */
  readonly action?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

const filled = (node: ReactNode): boolean => node !== undefined && node !== null && node !== false && node !== ''

function FieldError({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={id} role="alert" className="mt-1.5 flex items-start gap-1.5 text-dense font-medium text-danger">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  )
}

/** One control with its label, its hint and, in place, its error. */
export function Field({ label, hint, error, required = false, optional = false, action, className, children }: FieldProps) {
  const t = useTranslations('ui')
  const id = useId()
  const invalid = filled(error)
  const describedBy = [filled(hint) && `${id}-hint`, invalid && `${id}-error`].filter(Boolean).join(' ') || undefined
  const control = useMemo(() => ({ id, required, invalid, describedBy }), [id, required, invalid, describedBy])
  return (
    <FieldContext value={control}>
      <div className={className}>
        <div className="mb-1.5 flex items-baseline justify-between gap-3">
          <label htmlFor={id} className="font-medium">
            {label}
            {optional && <span className="ml-1.5 text-dense font-normal text-quiet">({t('optional')})</span>}
          </label>
          {action}
        </div>
        {filled(hint) && <p id={`${id}-hint`} className="mb-1.5 text-dense text-quiet">{hint}</p>}
        {children}
        {invalid && <FieldError id={`${id}-error`}>{error}</FieldError>}
      </div>
    </FieldContext>
  )
}

interface FieldGroupProps {
  readonly legend: ReactNode
  readonly hint?: ReactNode
  readonly error?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** Several controls under one question: radios, checkboxes, a date with a time. */
export function FieldGroup({ legend, hint, error, className, children }: FieldGroupProps) {
  const id = useId()
  return (
    <fieldset className={classNames('min-w-0', className)} aria-describedby={filled(error) ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {filled(hint) && <p className="mb-2 text-dense text-quiet">{hint}</p>}
      {children}
      {filled(error) && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}
