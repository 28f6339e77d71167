import { CloudAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface ErrorStateProps {
  /** What happened, as a sentence. */
  readonly title: string
  /** What to do now. */
  readonly remedy: ReactNode
  /** For support; stands small and never alone. */
  readonly code?: string | undefined
  readonly action?: ReactNode
  readonly className?: string
}

/** A failure in words: what happened, what to do, and the code for support. */
export function ErrorState({ title, remedy, code, action, className }: ErrorStateProps) {
  return (
    <div role="alert" className={classNames('flex flex-col items-center px-6 py-12 text-center', className)}>
      <span aria-hidden className="mb-4 flex size-12 items-center justify-center rounded-full bg-danger-wash text-danger"><CloudAlert className="size-6" /></span>
      <p className="text-lead font-semibold">{title}</p>
      <p className="mt-1 max-w-[52ch] text-quiet">{remedy}</p>
      {action !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
      {code !== undefined && <p className="mt-5 font-mono text-small text-faint">{code}</p>}
    </div>
  )
}
