'use client'

import { useId, useRef, useState, type ReactElement } from 'react'
import type { MenuContents } from './floating-contents.ts'
import { Opener } from './opener.tsx'
import { makePart } from './part.tsx'

const [Panel, reachPanel] = makePart(() => import('./menu-panel.tsx').then((part) => part.MenuPanel))

/** Actions behind one button. */
export function Menu({ trigger, ...contents }: MenuContents & { readonly trigger: ReactElement }) {
  const opener = useRef<HTMLButtonElement>(null)
  const id = useId()
  const [openedBy, setOpenedBy] = useState<'hand' | 'key' | null>(null)
  const close = (): void => setOpenedBy(null)
  return (
    <>
      <Opener id={id} trigger={trigger} popup="menu" isOpen={openedBy !== null} onPress={setOpenedBy} onReach={reachPanel} opener={opener} />
      <Panel wanted={openedBy !== null} onLost={close} given={{ ...contents, openedBy, onClose: close, opener, labelledBy: id }} />
    </>
  )
}
