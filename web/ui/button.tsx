import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { buttonStyle, type ButtonStyle } from './button-style.ts'
import { classNames } from './class-names.ts'

export interface ButtonProps extends ComponentProps<'button'>, ButtonStyle {
  readonly icon?: ReactNode
  /** Shows that the action is under way and holds further presses. */
  readonly pending?: boolean
}

/** An action. `type` defaults to "button", so that a stray one never submits a form. */
export function Button({ variant, size, icon, pending = false, className, children, disabled, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || pending}
      aria-busy={pending || undefined}
      className={classNames(buttonStyle({ variant, size }), className)}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  )
}
