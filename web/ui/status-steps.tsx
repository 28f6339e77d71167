import { Check, X } from 'lucide-react'
import { classNames } from './class-names.ts'
import { Moment } from './moment.tsx'

export interface StatusStep {
  readonly id: string
  readonly label: string
  readonly state: 'done' | 'current' | 'todo' | 'stopped'
  readonly who?: string | undefined
  readonly at?: Date | string | undefined
}

const dots = {
  done: 'border-jade bg-jade text-on-jade',
  current: 'border-jade-ink bg-surface text-jade-ink ring-4 ring-jade-wash',
  todo: 'border-line-strong bg-surface',
  stopped: 'border-danger bg-danger-wash text-danger',
} as const

const labels = { done: 'text-ink', current: 'font-semibold text-jade-ink', todo: 'text-quiet', stopped: 'font-semibold text-danger' } as const

function Dot({ state }: { readonly state: StatusStep['state'] }) {
  return (
    <span className={classNames('z-10 flex size-6 shrink-0 items-center justify-center rounded-full border-2', dots[state])}>
      {state === 'done' && <Check aria-hidden className="size-3.5" strokeWidth={3} />}
      {state === 'stopped' && <X aria-hidden className="size-3.5" strokeWidth={3} />}
      {state === 'current' && <span className="size-2 rounded-full bg-current" />}
    </span>
  )
}

/** Where a matter stands, as a line of steps with who and when; a column on a phone. */
export function StatusSteps({ steps, className }: { readonly steps: readonly StatusStep[]; readonly className?: string }) {
  return (
    <ol className={classNames('flex flex-col md:flex-row', className)}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="relative flex min-w-0 flex-1 gap-3 pb-4 last:pb-0 md:flex-col md:gap-2 md:pb-0"
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden
              className={classNames(
                'absolute top-6 bottom-0 left-[0.6875rem] w-0.5 md:top-[0.6875rem] md:right-0 md:bottom-auto md:left-6 md:h-0.5 md:w-auto',
                step.state === 'done' ? 'bg-jade' : 'bg-line-strong',
              )}
            />
          )}
          <Dot state={step.state} />
          <span className="min-w-0 pr-3 text-dense">
            <span className={classNames('block', labels[step.state])}>{step.label}</span>
            {step.who !== undefined && <span className="block text-quiet">{step.who}</span>}
            {step.at !== undefined && <Moment at={step.at} format="day-time" className="block text-small text-faint" />}
          </span>
        </li>
      ))}
    </ol>
  )
}
