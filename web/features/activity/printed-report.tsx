import { useTranslations } from 'next-intl'
import type { ActivitySide } from '#core/activity/view-activity.ts'
import { PrintOnly } from '#web/ui/print-only.tsx'

/** Head of the printed report: who reports what for when (NĐ 96/2023, Điều 88: the supporting site reports every year). */
export function PrintedHead({ hospital, stretch, side }: { readonly hospital: string; readonly stretch: string; readonly side: ActivitySide }) {
  const t = useTranslations('activity.paper')
  return (
    <PrintOnly>
      <div className="mb-6 grid grid-cols-2 gap-6 text-center text-dense">
        <p className="font-semibold uppercase">{hospital}</p>
        <p><span className="font-semibold">{t('republic')}</span><br />{t('motto')}</p>
      </div>
      <h1 className="text-center text-head font-semibold uppercase">{t('title')}</h1>
      <p className="mb-6 text-center">{t(`scope.${side}`)} · {stretch}</p>
    </PrintOnly>
  )
}

/** Where the report is signed. */
export function PrintedFoot() {
  const t = useTranslations('activity.paper')
  return (
    <PrintOnly>
      <div className="mt-8 grid break-inside-avoid grid-cols-2 gap-6 text-center">
        <p><span className="font-semibold">{t('author')}</span><br />{t('signHere')}</p>
        <p><span className="italic">{t('dateLine')}</span><br /><span className="font-semibold">{t('director')}</span><br />{t('signHere')}</p>
      </div>
    </PrintOnly>
  )
}
