'use client'

import { Languages } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '#web/ui/button.tsx'
import { chooseLanguage } from './actions.ts'

/** One press to the other language, named in that language. */
export function LanguageSwitch() {
  const t = useTranslations('shell')
  const other = useLocale() === 'vi' ? 'en' : 'vi'
  const [pending, startTransition] = useTransition()
  return (
    <Button variant="quiet" size="sm" icon={<Languages aria-hidden />} pending={pending} lang={other} onClick={() => startTransition(() => chooseLanguage(other))}>
      {t(`language.${other}`)}
    </Button>
  )
}
