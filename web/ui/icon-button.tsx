'use client'

import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { buttonStyle } from './button-style.ts'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children'> {
  /** What it does, in words: read aloud and shown on hover. */
  readonly label: string
  readonly icon: ReactNode
  /** For a switch-like button: whether it is on. */
  readonly pressed?: boolean
}

/** A square button whose word is in its tooltip. */
export function IconButton({ label, icon, pressed, variant = 'quiet', size, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <Button
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        variant={variant}
        size={size}
        icon={icon}
        className={classNames(
          buttonStyle({ variant, size, shape: 'square' }),
          'aria-pressed:border-jade-ink aria-pressed:bg-jade-wash aria-pressed:text-jade-ink',
          className,
        )}
      />
    </Tooltip>
  )
}
