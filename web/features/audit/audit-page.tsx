import { FileSearch, Search, UserRoundSearch } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { FoundSubject, TrailPage } from '#core/audit/search-trail.ts'
import { Button } from '#web/ui/button.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Input } from '#web/ui/input.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Pagination } from '#web/ui/pagination.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { addressOfSubject, pageSize, type AuditChoice } from './audit-choice.ts'
import { ChainCard } from './chain-card.tsx'
import { presentTrail } from './present-trail.ts'
import { TrailTable } from './trail-table.tsx'

interface AuditPageProps {
  readonly choice: AuditChoice
  readonly found: TrailPage
  readonly subjects: readonly FoundSubject[]
  readonly witnessKey: string | null
}

/** Who saw, changed, took out, joined: of one patient, case or person, or of the whole hospital. */
export async function AuditPage({ choice, found, subjects, witnessKey }: AuditPageProps) {
  const t = await getTranslations('audit')
  const { about } = found
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} actions={<ButtonLink href="/audit/break-glass">{t('glass')}</ButtonLink>} />
      <div className="flex flex-col gap-6">
        <Card title={t('ask.title')} icon={<UserRoundSearch />}>
          <form method="get" className="flex flex-wrap gap-2">
            <div className="min-w-64 flex-1">
              <Input name="text" defaultValue={choice.text} aria-label={t('ask.label')} placeholder={t('ask.placeholder')} prefix={<Search />} maxLength={120} />
            </div>
            <Button type="submit">{t('ask.find')}</Button>
          </form>
          {choice.text !== '' && <Subjects subjects={subjects} />}
        </Card>
        <ChainCard check={found.check} witnessKey={witnessKey} />
        <Card
          flush
          title={about === null ? t('everything') : t('of', { name: about.label, hint: about.kind === 'case' ? '' : about.hint })}
          icon={<FileSearch />}
          description={t('count', { count: found.total })}
          actions={about !== null && (
            <>
              {about.kind === 'patient' && <ButtonLink variant="secondary" href={`/audit/patients/${about.id}`}>{t('disclosure.open')}</ButtonLink>}
              <ButtonLink variant="quiet" href="/audit">{t('showAll')}</ButtonLink>
            </>
          )}
        >
          {found.lines.length === 0 ? <EmptyState icon={<FileSearch />} title={t('none')} description={t('noneHint')} /> : <TrailTable lines={presentTrail(found.lines, found.names)} />}
          <Pagination page={choice.page} pageCount={Math.ceil(found.total / pageSize)} />
        </Card>
      </div>
    </>
  )
}

async function Subjects({ subjects }: { readonly subjects: readonly FoundSubject[] }) {
  const t = await getTranslations('audit')
  if (subjects.length === 0) return <p className="mt-3 text-dense text-quiet">{t('ask.nobody')}</p>
  return (
    <ul className="mt-3 flex flex-col gap-1.5 text-dense">
      {subjects.map((one) => (
        <li key={`${one.kind}:${one.id}`}>
          <TextLink href={addressOfSubject(one)}>{one.label === '' ? t('ask.unnamed') : one.label}</TextLink>
          <span className="text-quiet"> · {t(`ask.kind.${one.kind}`)}{one.kind !== 'case' && one.hint !== '' && ` · ${one.hint}`}</span>
        </li>
      ))}
    </ul>
  )
}
