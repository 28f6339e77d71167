'use client'

import { useTranslations } from 'next-intl'
import type { Holiday } from '#core/meeting/holidays.ts'
import { Callout } from './callout.tsx'

/** Says that a chosen day is a public holiday; a warning, since a hospital never closes. */
export function HolidayNote({ holiday }: { readonly holiday: Holiday | null }) {
  const t = useTranslations('ui.holiday')
  const names = useTranslations('meetings.holiday')
  return holiday && <Callout tone="warning" className="mt-3" title={t('title', { holiday: names(holiday) })}>{t('hint')}</Callout>
}
