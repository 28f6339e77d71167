import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LogoMark } from '#web/ui/logo.tsx'

const promises = [
  { urgency: 'emergency', share: '10%' },
  { urgency: 'urgent', share: '28%' },
  { urgency: 'priority', share: '56%' },
  { urgency: 'routine', share: '100%' },
] as const

/** How soon two houses are connected, drawn as the distance between them. */
function Promises() {
  const t = useTranslations('signIn')
  const urgency = useTranslations('ui.urgency')
  return (
    <ul className="grid max-w-md gap-5" aria-label={t('promises')}>
      {promises.map((promise) => (
        <li key={promise.urgency}>
          <div className="flex items-baseline justify-between gap-4">
            <span className="font-semibold">{urgency(promise.urgency)}</span>
            <span className="tabular text-dense text-on-jade/85">{t(`promise.${promise.urgency}`)}</span>
          </div>
          <div aria-hidden className="mt-2 flex items-center" style={{ width: promise.share }}>
            <span className="size-2.5 shrink-0 rounded-full border-2 border-on-jade" />
            <span className="h-0.5 min-w-4 flex-1 bg-on-jade/60" />
            <span className="size-2.5 shrink-0 rounded-full bg-on-jade" />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What is seen before one is in: the product and its promise at the left, the way in at the right. */
export function EntryFrame({ corner, children }: { readonly corner?: ReactNode; readonly children: ReactNode }) {
  const t = useTranslations('signIn')
  return (
    <div className="flex min-h-dvh flex-col lg:flex-row">
      <aside className="flex flex-col justify-between gap-12 bg-jade-hover px-6 py-5 text-on-jade lg:sticky lg:top-0 lg:h-dvh lg:w-[44%] lg:max-w-2xl lg:px-14 lg:py-12">
        <div className="flex items-center gap-3">
          <LogoMark className="lg:h-9 lg:w-13" />
          <span className="text-lead font-bold tracking-tight lg:text-head">{t('product')}</span>
        </div>
        <div className="hidden lg:block">
          <h2 className="max-w-md text-title font-bold">{t('tagline')}</h2>
          <p className="mt-4 mb-10 max-w-md text-lead text-on-jade/85">{t('lead')}</p>
          <Promises />
        </div>
        <p className="hidden max-w-md text-dense text-on-jade/85 lg:block">{t('watched')}</p>
      </aside>
      <main className="flex flex-1 flex-col px-6 py-6 lg:px-14 lg:py-10">
        <div className="flex justify-end">{corner}</div>
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-start pt-6 pb-10 lg:justify-center lg:pt-0">{children}</div>
      </main>
    </div>
  )
}
