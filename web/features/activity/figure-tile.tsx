import type { ReactNode } from 'react'
import { classNames } from '#web/ui/class-names.ts'

interface FigureTileProps {
  readonly label: string
  readonly value: string
  /** What the number is measured against. */
  readonly target?: string
  /** Whether the target is kept; a tile without judgement where absent. */
  readonly kept?: boolean
  readonly icon: ReactNode
}

/** One number beside its target. */
export function FigureTile({ label, value, target, kept, icon }: FigureTileProps) {
  return (
    <div className="flex min-w-0 flex-col rounded-card border border-line bg-surface px-5 py-4 print:break-inside-avoid print:px-3">
      <dt className="flex items-center gap-2 text-dense text-quiet [&_svg]:size-4 [&_svg]:shrink-0">{icon}{label}</dt>
      <dd className={classNames('tabular mt-1 text-head font-semibold', kept === false && 'text-danger')}>{value}</dd>
      {target !== undefined && <dd className="text-dense text-quiet">{target}</dd>}
    </div>
  )
}
