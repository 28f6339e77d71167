'use client'

import { CircleAlert, CircleCheck, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react'
import { Toast as Primitive } from 'radix-ui'
import { useTranslations } from 'next-intl'
import { buttonStyle } from './button-style.ts'
import { classNames } from './class-names.ts'
import { toasts, type ToastEntry } from './toast-store.ts'

const looks = {
  success: { icon: CircleCheck, className: 'text-success' },
  info: { icon: Info, className: 'text-info' },
  warning: { icon: TriangleAlert, className: 'text-warning' },
  error: { icon: CircleAlert, className: 'text-danger' },
} satisfies Record<ToastEntry['tone'], { icon: LucideIcon; className: string }>

// A failure stays until it is read: five seconds are short for a tired reader.
const durations = { success: 5_000, info: 6_000, warning: 10_000, error: 30_000 } as const
/** What can be answered waits for somebody who looks up only then. */
const toAnswerMs = 30_000

function ToastCard({ entry }: { readonly entry: ToastEntry }) {
  const t = useTranslations('ui')
  const { icon: Icon, className } = looks[entry.tone]
  return (
    <Primitive.Root
      type={entry.tone === 'error' ? 'foreground' : 'background'}
      duration={entry.action === undefined ? durations[entry.tone] : toAnswerMs}
      onOpenChange={(open) => !open && toasts.dismiss(entry.id)}
      className="flex animate-rise items-start gap-3 rounded-control border border-line bg-surface py-3 pr-2 pl-4 text-ink shadow-pop"
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-5 shrink-0', className)} />
      <div className="min-w-0 flex-1">
        <Primitive.Title className="font-semibold">{entry.text}</Primitive.Title>
        {entry.description !== undefined && <Primitive.Description className="text-dense text-quiet">{entry.description}</Primitive.Description>}
        {entry.code !== undefined && <p className="font-mono text-small text-faint">{entry.code}</p>}
        {entry.action && (
          <Primitive.Action asChild altText={entry.action.label}>
            <button type="button" onClick={entry.action.onPress} className={classNames(buttonStyle({ variant: 'secondary', size: 'sm' }), 'mt-2')}>{entry.action.label}</button>
          </Primitive.Action>
        )}
      </div>
      <Primitive.Close aria-label={t('close')} className={buttonStyle({ variant: 'quiet', size: 'sm', shape: 'square' })}><X aria-hidden /></Primitive.Close>
    </Primitive.Root>
  )
}

/** The toasts, one above the other. */
export function ToastCards({ entries }: { readonly entries: readonly ToastEntry[] }) {
  const t = useTranslations('ui')
  return (
    <Primitive.Provider label={t('notice')} swipeDirection="right">
      {entries.map((entry) => <ToastCard key={entry.id} entry={entry} />)}
      <Primitive.Viewport label={t('notices')} className="fixed right-4 bottom-20 z-50 flex w-[min(26rem,calc(100vw-2rem))] flex-col gap-2 md:bottom-4" />
    </Primitive.Provider>
  )
}
