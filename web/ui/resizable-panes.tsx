'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { useStored } from './use-stored.ts'

interface ResizablePanesProps {
  /** Names the pair for its remembered division. */
  readonly id: string
  readonly start: ReactNode
  readonly end: ReactNode
  /** Share of the first pane in percent. */
  readonly defaultStart?: number
  readonly minStart?: number
  readonly maxStart?: number
  readonly direction?: 'row' | 'column'
  readonly className?: string
}

const stepPercent = 2

/** Two panes and a divider that is dragged or moved by arrow keys; the division is remembered in this browser. */
export function ResizablePanes({ id, start, end, defaultStart = 60, minStart = 20, maxStart = 80, direction = 'row', className }: ResizablePanesProps) {
  const t = useTranslations('ui')
  const frame = useRef<HTMLDivElement>(null)
  const [stored, store] = useStored(`lv.panes.${id}`)
  const [dragged, setDragged] = useState<number>()
  const bound = (percent: number): number => Math.min(Math.max(percent, minStart), maxStart)
  const share = dragged ?? bound(Number(stored ?? defaultStart) || defaultStart)
  const row = direction === 'row'
  const drag = (event: PointerEvent): void => {
    const box = frame.current?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    setDragged(bound(row ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100))
  }
  const release = (): void => {
    if (dragged === undefined) return
    store(dragged.toFixed(1))
    setDragged(undefined)
  }
  const nudge = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -stepPercent, ArrowUp: -stepPercent, ArrowRight: stepPercent, ArrowDown: stepPercent }[event.key]
    if (by === undefined) return
    event.preventDefault()
    store(bound(share + by).toFixed(1))
  }
  return (
    <div ref={frame} className={classNames('flex min-h-0 min-w-0', row ? 'flex-row' : 'flex-col', className)}>
      <div className="flex min-h-0 min-w-0 flex-col" style={{ flex: `0 0 ${share}%` }}>{start}</div>
      <div
        role="separator"
        tabIndex={0}
        aria-label={t('resize')}
        aria-orientation={row ? 'vertical' : 'horizontal'}
        aria-valuenow={Math.round(share)}
        aria-valuemin={minStart}
        aria-valuemax={maxStart}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
        onDoubleClick={() => store(String(defaultStart))}
        onKeyDown={nudge}
        className={classNames(
          'group relative z-10 flex shrink-0 touch-none items-center justify-center',
          row ? 'w-3 cursor-col-resize' : 'h-3 cursor-row-resize',
        )}
      >
        <span className={classNames('rounded-full bg-line-strong group-hover:bg-jade-ink group-focus-visible:bg-jade-ink', row ? 'h-10 w-1' : 'h-1 w-10', dragged !== undefined && 'bg-jade-ink')} />
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{end}</div>
    </div>
  )
}
