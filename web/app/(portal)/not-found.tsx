import { Compass } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { mayBreakGlass } from '#core/break-glass/policy.ts'
import { currentVisit } from '#web/server/session.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'

export default async function NotFoundInPortal() {
  const [t, visit] = await Promise.all([getTranslations('shell.notFound'), currentVisit()])
  const inNeed = visit.state === 'signed-in' && mayBreakGlass(visit.viewer.actor)
  return (
    <EmptyState
      icon={<Compass />}
      title={t('title')}
      description={inNeed ? `${t('remedy')} ${t('inNeed')}` : t('remedy')}
      action={(
        <span className="flex flex-wrap justify-center gap-2">
          <ButtonLink href="/" variant="primary">{t('home')}</ButtonLink>
          {inNeed && <ButtonLink href="/break-glass">{t('breakGlass')}</ButtonLink>}
        </span>
      )}
    />
  )
}
