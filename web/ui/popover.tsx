'use client'

import { Popover as Primitive } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import type { OpenProps } from './open-props.ts'
import { overlayPanel } from './overlay-style.ts'

interface PopoverProps extends OpenProps {
  readonly trigger: ReactElement
  readonly align?: 'start' | 'center' | 'end'
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  /** Read aloud as the panel's name. */
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/** A small panel that belongs to its trigger. */
export function Popover({ open, onOpenChange, trigger, align = 'start', side = 'bottom', label, className, children }: PopoverProps) {
  return (
    <Primitive.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content aria-label={label} align={align} side={side} sideOffset={6} collisionPadding={8} className={classNames(overlayPanel, 'p-4', className)}>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
