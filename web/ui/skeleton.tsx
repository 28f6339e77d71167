import { useTranslations } from 'next-intl'
import { classNames } from './class-names.ts'

/** The shape of something on its way; size it by class. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={classNames('block shrink-0 animate-breathe rounded-control bg-line', className)} />
}

const widths = ['w-3/5', 'w-4/5', 'w-2/5', 'w-2/3'] as const

/** Rows on their way, told once to a screen reader. */
export function SkeletonRows({ rows = 6 }: { readonly rows?: number }) {
  const t = useTranslations('ui')
  return (
    <div role="status" aria-label={t('loading')} className="divide-y divide-line">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-4 px-5 py-3.5">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className={classNames('h-4 shrink', widths[index % widths.length])} />
          <Skeleton className="ml-auto h-4 w-20" />
        </div>
      ))}
    </div>
  )
}
