import { Compass } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'

export default async function NotFound() {
  const t = await getTranslations('shell.notFound')
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState icon={<Compass />} title={t('title')} description={t('remedy')} action={<ButtonLink href="/" variant="primary">{t('home')}</ButtonLink>} />
    </main>
  )
}
