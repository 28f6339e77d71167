import { getTranslations } from 'next-intl/server'
import { notFound, redirect } from 'next/navigation'
import { portal } from '#web/server/compose.ts'
import { caseLinks } from '#web/ui/case-links.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { QueryProvider } from '#web/ui/query-provider.tsx'
import type { CaseMinutesProps } from './minutes-page.tsx'
import { presentSigning } from './present-signing.ts'
import { SigningDesk } from './signing-desk.tsx'

/** Sign: exactly the sealed page, the chain of signers, one PIN field. */
export async function SignPage({ viewer, caseId }: CaseMinutesProps) {
  const t = await getTranslations('minutes')
  const history = await portal().viewMinutes(viewer.actor, { case: caseId })
  if (!history.ok) notFound()
  if (history.value.latest.status === 'draft') redirect(caseLinks.minutes(caseId))
  const hasKey = await portal().hasSigningKey(viewer.actor)
  return (
    <>
      <PageHeader title={t(history.value.latest.amends === null ? 'sign.title' : 'amend.signPage')} back={{ href: caseLinks.page(caseId), label: t('page.back') }} />
      <QueryProvider>
        <SigningDesk caseId={caseId} initial={presentSigning(history.value, viewer.actor)} hasKey={hasKey} outsideKinds={portal().outsideKeyKinds} />
      </QueryProvider>
    </>
  )
}
