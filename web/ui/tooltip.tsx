'use client'

import { Slot } from 'radix-ui'
import { useEffect, useId, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { makePart } from './part.tsx'

interface TooltipProps {
  readonly label: ReactNode
  readonly children: ReactElement
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
}

/** A hand that passes by wants no word; one that goes over to the word must find it there. */
const delayMs = { show: 300, hide: 150 } as const

const [Panel, reachPanel] = makePart(() => import('./tooltip-panel.tsx').then((part) => part.TooltipPanel))

/** A short word beside a control; never the only place of a fact, since touch has no hover. */
export function Tooltip({ label, children, side = 'top' }: TooltipProps) {
  const anchor = useRef<HTMLElement>(null)
  const id = useId()
  const [isShown, setIsShown] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const turn = (shown: boolean, afterMs = 0): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setIsShown(shown), afterMs)
  }
  return (
    <>
      <Slot.Root
        ref={anchor}
        {...(isShown && { 'aria-describedby': id })}
        onPointerEnter={({ pointerType }) => {
          if (pointerType === 'touch') return
          reachPanel()
          turn(true, delayMs.show)
        }}
        onPointerLeave={() => turn(false, delayMs.hide)}
        onPointerDown={() => turn(false)}
        onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && turn(true)}
        onBlur={() => turn(false)}
        onKeyDown={({ key }) => key === 'Escape' && turn(false)}
      >
        {children}
      </Slot.Root>
      <Panel wanted={isShown} onLost={() => setIsShown(false)} given={{ id, label, side, anchor, isShown, onEnter: () => turn(true), onLeave: () => turn(false) }} />
    </>
  )
}
