'use client'

import { Slot } from 'radix-ui'
import type { ReactElement, RefObject } from 'react'

interface OpenerProps {
  /** The button. */
  readonly trigger: ReactElement
  readonly popup: 'dialog' | 'menu'
  readonly isOpen: boolean
  readonly onPress: (by: 'hand' | 'key') => void
  /** A hand or the focus comes near: it may be pressed next. */
  readonly onReach: () => void
  readonly opener: RefObject<HTMLButtonElement | null>
  readonly id?: string
}

/** The button of what floats over the page, which says whether it is open. */
export function Opener({ trigger, popup, isOpen, onPress, onReach, opener, id }: OpenerProps) {
  return (
    <Slot.Root
      {...(id !== undefined && { id })}
      ref={opener}
      aria-haspopup={popup}
      aria-expanded={isOpen}
      onPointerEnter={onReach}
      onPointerDown={onReach}
      onFocus={onReach}
      onClick={(event) => {
        // The click of a key has no place.
        if (!event.defaultPrevented) onPress(event.detail === 0 ? 'key' : 'hand')
      }}
      onKeyDown={(event) => {
        if (popup !== 'menu' || event.key !== 'ArrowDown' || isOpen) return
        event.preventDefault()
        onPress('key')
      }}
    >
      {trigger}
    </Slot.Root>
  )
}
