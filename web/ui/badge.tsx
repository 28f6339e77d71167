import { cva } from 'class-variance-authority'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

const badgeStyle = cva(
  'inline-flex items-center gap-1.5 rounded-tag px-2 py-0.5 text-dense font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'bg-sunken text-quiet',
        jade: 'bg-jade-wash text-jade-ink',
        gold: 'bg-warning-wash text-warning',
        orange: 'bg-urgent-wash text-urgent-ink',
        red: 'bg-danger-wash text-danger',
        slate: 'bg-info-wash text-info',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
)

export type BadgeTone = 'neutral' | 'jade' | 'gold' | 'orange' | 'red' | 'slate'

interface BadgeProps {
  readonly tone?: BadgeTone
  readonly icon?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A word of state. */
export function Badge({ tone = 'neutral', icon, className, children }: BadgeProps) {
  return (
    <span className={classNames(badgeStyle({ tone }), className)}>
      {icon}
      {children}
    </span>
  )
}
