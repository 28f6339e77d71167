import { Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { FoundCases } from '#core/case/browse-cases.ts'
import { mayRequest } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import type { CaseChoice } from './case-query.ts'
import { CaseTable } from './case-table.tsx'
import { presentCases } from './present-case-row.ts'

interface CaseListPageProps {
  readonly actor: Actor
  readonly choice: CaseChoice
  readonly found: FoundCases
  readonly now: Date
}

/** Every consult that the hospital asks for or advises on. */
export async function CaseListPage({ actor, choice, found, now }: CaseListPageProps) {
  const t = await getTranslations('cases')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={mayRequest(actor) && <ButtonLink href="/patients" variant="primary" icon={<Plus />}>{t('new')}</ButtonLink>}
      />
      <CaseTable choice={choice} given={presentCases(found, now)} />
    </>
  )
}
