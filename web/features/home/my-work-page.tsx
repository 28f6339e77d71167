import { CircleCheckBig } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { WorkItem } from '#core/case/my-work.ts'
import type { MyWork } from '#core/case/view-my-work.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { presentWork } from './present-work.ts'
import { WorkList } from './work-list.tsx'

interface MyWorkPageProps {
  readonly actor: Actor
  readonly work: MyWork
  /** A decision that can be made in the row itself, or undefined for the plain link. */
  readonly inRow: (item: WorkItem) => ReactNode
  /** Ways to the work of somebody who takes part in no consult. */
  readonly elsewhere: ReactNode
}

/** "Việc của tôi": what waits for the person who is signed in, and nothing else. */
export async function MyWorkPage({ actor, work, inRow, elsewhere }: MyWorkPageProps) {
  const t = await getTranslations('home')
  const groups = presentWork(work)
  const overdue = groups.flatMap((group) => group.rows).filter((row) => row.overdue).length
  return (
    <>
      <PageHeader
        title={t('title')}
        meta={
          <>
            <span className="tabular">{t('summary', { count: work.items.length })}</span>
            <TextLink href="/line-test">{t('lineTest')}</TextLink>
            {overdue > 0 && <span className="tabular font-semibold text-danger">{t('overdue', { count: overdue })}</span>}
          </>
        }
      />
      {groups.length === 0
        ? <NothingWaits actor={actor} elsewhere={elsewhere} />
        : <WorkList groups={groups} actions={Object.fromEntries(work.items.map((item) => [item.case.id, inRow(item)]))} />}
    </>
  )
}

/** The sentence of each role that takes part in no consult. */
const apart = ['admin', 'auditor'] as const

async function NothingWaits({ actor, elsewhere }: Pick<MyWorkPageProps, 'actor' | 'elsewhere'>) {
  const t = await getTranslations('home.empty')
  const doctor = isClinical(actor)
  const reads = doctor || isCoordinator(actor)
  return (
    <div className="rounded-card border border-line bg-surface">
      <EmptyState
        icon={<CircleCheckBig />}
        title={t('title')}
        description={t(doctor ? 'doctor' : reads ? 'coordinator' : (apart.find((role) => actor.roles.includes(role)) ?? 'other'))}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {doctor && <ButtonLink href="/patients" variant="primary">{t('newRequest')}</ButtonLink>}
            {reads ? <ButtonLink href="/cases">{t('allCases')}</ButtonLink> : elsewhere}
          </div>
        }
      />
    </div>
  )
}
