'use client'

import { useRef, type ReactElement } from 'react'
import type { AlertDialogContents } from './floating-contents.ts'
import { useOpen, type OpenProps } from './open-props.ts'
import { Opener } from './opener.tsx'
import { makePart } from './part.tsx'

interface AlertDialogProps extends OpenProps, AlertDialogContents {
  readonly trigger?: ReactElement
}

const [Frame, reachFrame] = makePart(() => import('./alert-dialog-frame.tsx').then((part) => part.AlertDialogFrame))

/** Asks before what cannot be taken back; the safe answer has the focus. */
export function AlertDialog({ open, onOpenChange, trigger, ...contents }: AlertDialogProps) {
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, change] = useOpen(open, onOpenChange)
  return (
    <>
      {trigger && <Opener trigger={trigger} popup="dialog" isOpen={isOpen} onPress={() => change(true)} onReach={reachFrame} opener={opener} />}
      <Frame wanted={isOpen} onLost={() => change(false)} given={{ ...contents, isOpen, onOpenChange: change, opener }} />
    </>
  )
}
