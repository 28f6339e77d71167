import type { ReactNode } from 'react'
import { Card } from '#web/ui/card.tsx'

interface StepCardProps {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly hint?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** One of the five short steps, numbered as a doctor would tell them. */
export function StepCard({ id, number, title, hint, actions, children }: StepCardProps) {
  return (
    <Card
      id={id}
      title={title}
      icon={<span aria-hidden className="tabular mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full bg-jade-wash text-dense font-bold text-jade-ink">{number}</span>}
      {...(hint !== undefined && { description: hint })}
      actions={actions}
      className="scroll-mt-24"
    >
      {children}
    </Card>
  )
}
