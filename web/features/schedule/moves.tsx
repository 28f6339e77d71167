'use client'

import { createContext, use, useMemo, useRef, useState, type DragEvent, type ReactNode } from 'react'
import type { Landing, SessionFacts } from './calendar-facts.ts'
import { makePart } from '#web/ui/part.tsx'

interface Moves {
  /** The session that is being dragged. */
  readonly dragged: SessionFacts | null
  /** How far below its upper edge it was taken, in pixels. */
  readonly grip: number
  readonly take: (session: SessionFacts, event: DragEvent<HTMLElement>) => void
  readonly letGo: () => void
  /** Asks where a session shall go; nothing is moved before the dialog is answered. */
  readonly propose: (session: SessionFacts, landing?: Landing) => void
}

const [Dialog, reachDialog] = makePart(() => import('./move-dialog.tsx').then((part) => part.MoveDialog))
const MovesContext = createContext<Moves | null>(null)

/** What the calendar's parts move sessions with. */
export function useMoves(): Moves {
  const moves = use(MovesContext)
  if (moves === null) throw new Error('outside of the calendar')
  return moves
}

/** Lets sessions be taken to another time, by hand or by the button beside them: both end in the same dialog. */
export function MovableCalendar({ children }: { readonly children: ReactNode }) {
  const [held, setHeld] = useState<{ readonly session: SessionFacts; readonly grip: number } | null>(null)
  const [proposal, setProposal] = useState<{ readonly session: SessionFacts; readonly landing: Landing } | null>(null)
  const opener = useRef<Element | null>(null)
  const close = (): void => {
    setProposal(null)
    // Once the dialog has let go of the focus, it goes back to where it came from.
    setTimeout(() => opener.current instanceof HTMLElement && opener.current.focus())
  }
  const moves = useMemo((): Moves => ({
    dragged: held?.session ?? null,
    grip: held?.grip ?? 0,
    take: (session, event) => {
      reachDialog()
      event.dataTransfer.effectAllowed = 'move'
      // The code alone: whatever the browser would carry of a link, it may drop into another program.
      event.dataTransfer.clearData()
      event.dataTransfer.setData('text/plain', session.code)
      setHeld({ session, grip: event.clientY - event.currentTarget.getBoundingClientRect().top })
    },
    letGo: () => setHeld(null),
    propose: (session, landing = session) => {
      opener.current = document.activeElement
      setHeld(null)
      setProposal({ session, landing })
    },
  }), [held])
  return (
    <MovesContext value={moves}>
      {children}
      {proposal !== null && <Dialog key={`${proposal.session.id} ${proposal.landing.date} ${proposal.landing.startMinute}`} wanted onLost={close} given={{ ...proposal, onClose: close }} />}
    </MovesContext>
  )
}
