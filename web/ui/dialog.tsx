'use client'

import { createContext, use, useRef, type ReactElement, type ReactNode } from 'react'
import { Button } from './button.tsx'
import type { DialogContents } from './floating-contents.ts'
import { useOpen, type OpenProps } from './open-props.ts'
import { Opener } from './opener.tsx'
import { makePart } from './part.tsx'

interface DialogProps extends OpenProps, DialogContents {
  readonly trigger?: ReactElement
}

const [Frame, reachFrame] = makePart(() => import('./dialog-frame.tsx').then((part) => part.DialogFrame))
const Closing = createContext<() => void>(() => undefined)

/** A matter to settle before going on; a bottom sheet on a phone. */
export function Dialog({ open, onOpenChange, trigger, ...contents }: DialogProps) {
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, change] = useOpen(open, onOpenChange)
  return (
    <>
      {trigger && <Opener trigger={trigger} popup="dialog" isOpen={isOpen} onPress={() => change(true)} onReach={reachFrame} opener={opener} />}
      <Closing value={() => change(false)}>
        <Frame wanted={isOpen} onLost={() => change(false)} given={{ ...contents, isOpen, onOpenChange: change, opener }} />
      </Closing>
    </>
  )
}

/** A button inside a dialog or sheet that only closes it. */
export function DialogClose({ children }: { readonly children: ReactNode }) {
  return <Button variant="secondary" onClick={use(Closing)}>{children}</Button>
}
