'use client'

import { Dialog as Primitive } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { CloseCross } from './dialog.tsx'
import type { OpenProps } from './open-props.ts'

const sides = {
  right: 'inset-y-0 right-0 w-full animate-slide-in border-l',
  left: 'inset-y-0 left-0 w-full animate-appear border-r',
  bottom: 'inset-x-0 bottom-0 max-h-[85dvh] animate-rise rounded-t-card border-t',
} as const
const widths = { sm: 'max-w-sm', md: 'max-w-lg', lg: 'max-w-2xl' } as const

interface SheetProps extends OpenProps {
  readonly trigger?: ReactElement
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly side?: keyof typeof sides
  readonly width?: keyof typeof widths
  readonly footer?: ReactNode
  readonly children?: ReactNode
}

/** Detail beside the page it belongs to. */
export function Sheet({ open, onOpenChange, trigger, title, description, side = 'right', width = 'md', footer, children }: SheetProps) {
  return (
    <Primitive.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Primitive.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          className={classNames('fixed z-50 flex flex-col border-line focus:outline-none bg-surface text-ink shadow-pop', sides[side], side !== 'bottom' && widths[width])}
        >
          <div className="flex items-start justify-between gap-4 border-b border-line px-6 py-4">
            <div className="min-w-0">
              <Primitive.Title className="text-lead font-bold">{title}</Primitive.Title>
              {description !== undefined && <Primitive.Description className="text-dense text-quiet">{description}</Primitive.Description>}
            </div>
            <CloseCross />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5">{children}</div>
          {footer !== undefined && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-4">{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
