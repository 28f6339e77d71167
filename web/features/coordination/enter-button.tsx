'use client'

import { useTranslations } from 'next-intl'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { useNow } from '#web/ui/use-now.ts'

/** Leads into the room, from the moment its door opens. */
export function EnterButton({ caseId, opensAt }: { readonly caseId: string; readonly opensAt: string }) {
  const t = useTranslations('coordination.when')
  const now = useNow()
  if (now === undefined || now < Date.parse(opensAt)) return null
  return <ButtonLink href={caseLinks.room(caseId)} size="sm" variant="primary">{t('enter')}</ButtonLink>
}
