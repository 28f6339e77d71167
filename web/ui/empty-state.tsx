import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface EmptyStateProps {
  readonly icon: ReactNode
  readonly title: string
  readonly description?: ReactNode
  /** The next step from here. */
  readonly action?: ReactNode
  readonly className?: string
}

/** Nothing here yet, why, and the next step. */
export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div className={classNames('flex flex-col items-center px-6 py-12 text-center', className)}>
      <span aria-hidden className="mb-4 flex size-12 items-center justify-center rounded-full bg-jade-wash text-jade-ink [&_svg]:size-6">{icon}</span>
      <p className="text-lead font-semibold">{title}</p>
      {description !== undefined && <p className="mt-1 max-w-[52ch] text-quiet">{description}</p>}
      {action !== undefined && <div className="mt-5">{action}</div>}
    </div>
  )
}
