'use client'

import { useTranslations } from 'next-intl'
import { formatDuration } from '#web/ui/format-number.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { CallFacts } from './emergency-answer.ts'

/** "Nam · 34 tuổi · Ngoại tổng hợp": all that is asked of a patient whom nobody may be able to name. */
export function PatientWords({ call, className }: { readonly call: CallFacts; readonly className?: string }) {
  const t = useTranslations('caseWords')
  const age = call.ageYears === null ? t('ageUnknown') : t('ageIn.years', { age: call.ageYears })
  return <span className={className}>{t(`sex.${call.sex}`)} · {age} · {t(`specialty.${call.specialty}`)}</span>
}

/** How long ago the button was pressed, by the server's clock. */
export function SincePress({ pressedAt, skew, className }: { readonly pressedAt: string; readonly skew: number; readonly className?: string }) {
  const now = useNow()
  return <time dateTime={pressedAt} className={className}>{now === undefined ? '--:--' : formatDuration(Math.max(0, now + skew - Date.parse(pressedAt)))}</time>
}
