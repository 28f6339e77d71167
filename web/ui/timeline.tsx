import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Moment } from './moment.tsx'

export interface TimelineItem {
  readonly id: string
  readonly at: Date | string
  readonly title: ReactNode
  readonly who?: ReactNode
  readonly body?: ReactNode
  readonly icon?: ReactNode
  readonly tone?: 'neutral' | 'jade' | 'red'
}

const tones = {
  neutral: 'border-line-strong bg-surface text-quiet',
  jade: 'border-jade bg-jade text-on-jade',
  red: 'border-danger bg-danger-wash text-danger',
} as const

/** What happened, in order, each entry with its time and its writer (TT 32/2023, Đ52). */
export function Timeline({ items, className }: { readonly items: readonly TimelineItem[]; readonly className?: string }) {
  return (
    <ol className={className}>
      {items.map((item) => (
        <li key={item.id} className="relative flex gap-3 pb-5 last:pb-0 not-last:before:absolute not-last:before:top-7 not-last:before:bottom-0 not-last:before:left-[0.8125rem] not-last:before:w-px not-last:before:bg-line-strong">
          <span className={classNames('flex size-7 shrink-0 items-center justify-center rounded-full border [&_svg]:size-3.5', tones[item.tone ?? 'neutral'])}>
            {item.icon ?? <span className="size-1.5 rounded-full bg-current" />}
          </span>
          <div className="min-w-0 flex-1 pt-0.5">
            <p className="font-medium">{item.title}</p>
            <p className="text-dense text-quiet">
              <Moment at={item.at} />
              {item.who !== undefined && <> · {item.who}</>}
            </p>
            {item.body !== undefined && <div className="mt-1 text-body">{item.body}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
