import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { LineTest } from './line-test.tsx'

/** The line test, of a case or of nobody's. */
export async function LineTestPage({ of }: { readonly of: { readonly id: string; readonly code: string } | null }) {
  const t = await getTranslations('lineTest')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={of === null ? t('description') : `${t('description')} ${t('forCase', { code: of.code })}`}
        {...(of === null ? {} : { back: { href: caseLinks.page(of.id), label: t('toCase') }, actions: <ButtonLink href={caseLinks.room(of.id)}>{t('toRoom')}</ButtonLink> })}
      />
      <LineTest caseId={of?.id ?? null} atOnce={of !== null} />
    </>
  )
}
