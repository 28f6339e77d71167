import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

const looks = {
  info: { icon: Info, className: 'border-info/25 bg-info-wash text-info' },
  warning: { icon: TriangleAlert, className: 'border-warning/30 bg-warning-wash text-warning' },
  danger: { icon: CircleAlert, className: 'border-danger/30 bg-danger-wash text-danger' },
  success: { icon: CircleCheck, className: 'border-success/30 bg-success-wash text-success' },
} satisfies Record<string, { icon: LucideIcon; className: string }>

interface CalloutProps {
  readonly tone: keyof typeof looks
  readonly title?: ReactNode
  readonly action?: ReactNode
  readonly className?: string
  readonly children?: ReactNode
}

/** A sentence that belongs to this page: what happened and what to do. A danger is announced at once. */
export function Callout({ tone, title, action, className, children }: CalloutProps) {
  const { icon: Icon, className: look } = looks[tone]
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={classNames('flex items-start gap-x-3 gap-y-2 rounded-control max-sm:flex-wrap border px-4 py-3', look, className)}>
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1 max-sm:basis-[calc(100%-3rem)]">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children !== undefined && <div className="text-ink">{children}</div>}
      </div>
      {action !== undefined && <div className="max-sm:basis-full max-sm:pl-8">{action}</div>}
    </div>
  )
}
