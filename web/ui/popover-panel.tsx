'use client'

import { Popover as Primitive } from 'radix-ui'
import { useRef, type RefObject } from 'react'
import { classNames } from './class-names.ts'
import { overlayPanel } from './overlay-style.ts'
import type { PopoverContents } from './floating-contents.ts'

interface PopoverPanelProps extends PopoverContents {
  readonly isOpen: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly opener: RefObject<HTMLButtonElement | null>
}

/** What a popover's trigger opens. */
export function PopoverPanel({ isOpen, onOpenChange, opener, align = 'start', side = 'bottom', label, className, children }: PopoverPanelProps) {
  const wasLeft = useRef(false)
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Anchor virtualRef={opener} />
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // A press on the trigger shuts it by itself.
            if (event.target instanceof Node && opener.current?.contains(event.target) === true) event.preventDefault()
            else wasLeft.current = true
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!wasLeft.current) opener.current?.focus()
            wasLeft.current = false
          }}
          className={classNames(overlayPanel, 'p-4', className)}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
