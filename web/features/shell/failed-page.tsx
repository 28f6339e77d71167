'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'

interface FailedPageProps {
  readonly error: Error & { readonly digest?: string }
  readonly retry: () => void
}

/** A page that failed, with the digest that finds the failure in the server's log. */
export function FailedPage({ error, retry }: FailedPageProps) {
  const t = useTranslations('shell.failed')
  return <ErrorState title={t('title')} remedy={t('remedy')} code={error.digest} action={<Button variant="primary" onClick={retry}>{t('retry')}</Button>} />
}
