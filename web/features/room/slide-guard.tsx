'use client'

import { ChevronsRight } from 'lucide-react'
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { classNames } from '#web/ui/class-names.ts'

interface SlideGuardProps {
  readonly label: string
  readonly icon?: ReactNode
  readonly tone: 'danger' | 'jade'
  readonly onDone: () => void
}

/** How far the handle must be drawn, in percent: nobody's elbow does that. */
const enough = 92
const keyStep = 20

/** An act that a touch must not set off: the handle is drawn across, by a gloved hand or with the arrow key. */
export function SlideGuard({ label, icon = <ChevronsRight />, tone, onDone }: SlideGuardProps) {
  const track = useRef<HTMLDivElement>(null)
  const grip = useRef(0)
  const [drawn, setDrawn] = useState(0)
  const [held, setHeld] = useState(false)

  const release = (at: number): void => {
    setHeld(false)
    setDrawn(0)
    if (at >= enough) onDone()
  }
  const move = (event: PointerEvent): void => {
    const box = track.current?.getBoundingClientRect()
    if (!held || box === undefined) return
    const room = box.width - event.currentTarget.getBoundingClientRect().width
    setDrawn(Math.min(100, Math.max(0, ((event.clientX - grip.current) / room) * 100)))
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    event.preventDefault()
    const next = Math.min(100, Math.max(0, drawn + (event.key === 'ArrowRight' ? keyStep : -keyStep)))
    if (next >= enough) release(next)
    else setDrawn(next)
  }
  return (
    <div ref={track} className={classNames('relative h-24 w-full overflow-hidden rounded-card border-2', tone === 'danger' ? 'border-emergency bg-emergency-wash' : 'border-jade bg-jade-wash')}>
      <p className={classNames('pointer-events-none absolute inset-0 flex items-center justify-center pr-2 pl-26 text-center whitespace-nowrap text-or font-bold', tone === 'danger' ? 'text-emergency-ink' : 'text-jade-ink')}>{label}</p>
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(drawn)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          grip.current = event.clientX
          setHeld(true)
        }}
        onPointerMove={move}
        onPointerUp={() => release(drawn)}
        onPointerCancel={() => release(0)}
        onKeyDown={press}
        onBlur={() => setDrawn(0)}
        style={{ left: `calc((100% - 6rem) * ${String(drawn / 100)})` }}
        className={classNames('absolute top-0 flex h-full w-24 cursor-grab touch-none items-center justify-center rounded-control [&_svg]:size-12', tone === 'danger' ? 'bg-emergency text-on-emergency' : 'bg-jade text-on-jade')}
      >
        {icon}
      </div>
    </div>
  )
}
