'use client'

import { Popper } from 'radix-ui/internal'
import { Portal } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'

interface TooltipPanelProps {
  readonly id: string
  readonly label: ReactNode
  readonly side: 'top' | 'right' | 'bottom' | 'left'
  readonly anchor: RefObject<HTMLElement | null>
  readonly isShown: boolean
  readonly onEnter: () => void
  readonly onLeave: () => void
}

/** The word that a tooltip shows. */
export function TooltipPanel({ id, label, side, anchor, isShown, onEnter, onLeave }: TooltipPanelProps) {
  if (!isShown) return null
  return (
    <Popper.Root>
      <Popper.Anchor virtualRef={anchor} />
      <Portal.Root>
        <Popper.Content
          id={id}
          role="tooltip"
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onPointerEnter={onEnter}
          onPointerLeave={onLeave}
          className="z-50 max-w-72 animate-appear rounded-control bg-ink px-2.5 py-1 text-dense font-medium text-surface"
        >
          {label}
        </Popper.Content>
      </Portal.Root>
    </Popper.Root>
  )
}
