'use client'

import { useRef, type ReactElement } from 'react'
import type { PopoverContents } from './floating-contents.ts'
import { useOpen, type OpenProps } from './open-props.ts'
import { Opener } from './opener.tsx'
import { makePart } from './part.tsx'

interface PopoverProps extends OpenProps, PopoverContents {
  readonly trigger: ReactElement
}

const [Panel, reachPanel] = makePart(() => import('./popover-panel.tsx').then((part) => part.PopoverPanel))

/** A small panel that belongs to its trigger. */
export function Popover({ open, onOpenChange, trigger, ...contents }: PopoverProps) {
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, change] = useOpen(open, onOpenChange)
  return (
    <>
      <Opener trigger={trigger} popup="dialog" isOpen={isOpen} onPress={() => change(!isOpen)} onReach={reachPanel} opener={opener} />
      <Panel wanted={isOpen} onLost={() => change(false)} given={{ ...contents, isOpen, onOpenChange: change, opener }} />
    </>
  )
}
