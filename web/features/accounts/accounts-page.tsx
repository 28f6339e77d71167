import { ShieldCheck, UserRoundX } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { Proof } from '#web/server/step-up.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterChips } from '#web/ui/filter-chips.tsx'
import { Input } from '#web/ui/input.tsx'
import { MailAddress } from '#web/ui/mail-address.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Pagination } from '#web/ui/pagination.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { AccountActions } from './account-actions.tsx'
import { accountStates, type AccountChoice, type AccountLine, type AccountPageFacts } from './present-accounts.ts'

const tones = { none: 'neutral', invited: 'gold', lapsed: 'orange', active: 'jade', disabled: 'red' } as const

interface AccountsPageProps {
  readonly facts: AccountPageFacts
  readonly choice: AccountChoice
  readonly proof: Proof
  /** Whether letters can be sent; else an administrator hands links over. */
  readonly mail: boolean
}

type Words = Awaited<ReturnType<typeof getTranslations<'accounts'>>>

/** Everybody of the hospital with and without an account, and what its administrators do about it. */
export async function AccountsPage({ facts, choice, proof, mail }: AccountsPageProps) {
  const t = await getTranslations('accounts')
  const role = await getTranslations('shell.role')
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      {!mail && <Callout tone="warning" title={t('noMail')} className="mb-4">{t('noMailHint')}</Callout>}
      <DataTable
        id="accounts"
        caption={t('title')}
        countLabel={t('count', { count: facts.total })}
        columns={[
          { id: 'person', header: t('column.person') },
          { id: 'roles', header: t('column.roles'), hideBelow: 'md' },
          { id: 'state', header: t('column.state') },
          { id: 'email', header: t('column.email'), hideBelow: 'xl', optional: true },
          { id: 'actions', header: t('column.actions'), align: 'end' },
        ]}
        rows={facts.lines.map((line) => ({ id: line.id, label: line.name, cells: { ...cellsOf(line, t), roles: line.roles.map((one) => role(one)).join(', '), actions: <AccountActions line={line} proof={proof} /> } }))}
        toolbar={
          <>
            <form method="get" role="search" className="w-72 max-w-full"><Input type="search" name="q" defaultValue={choice.text} aria-label={t('search')} placeholder={t('search')} /></form>
            <FilterChips param="state" label={t('column.state')} many options={accountStates.map((value) => ({ value, label: t(`state.${value}`), count: facts.counts[value] }))} />
          </>
        }
        empty={<EmptyState icon={<UserRoundX />} title={t('none')} description={t('noneHint')} action={<TextLink href="/directory">{t('toDirectory')}</TextLink>} />}
      />
      <Pagination page={choice.page} pageCount={facts.pageCount} />
    </>
  )
}

const cellsOf = (line: AccountLine, t: Words) => ({
  person: (
    <>
      <PersonName name={line.name} title={line.title === '' ? undefined : line.title} className="font-medium" />
      {line.department !== null && <span className="block text-small text-quiet">{line.department}</span>}
      {line.email !== null && <span className="block text-small text-quiet xl:hidden"><MailAddress address={line.email} /></span>}
    </>
  ),
  state: (
    <span className="flex flex-col items-start gap-1">
      <Badge tone={tones[line.state]}>{t(`state.${line.state}`)}</Badge>
      {line.at !== null && <span className="text-small text-quiet">{t(line.state === 'disabled' ? 'since' : 'until')} <Moment at={line.at} /></span>}
      {line.state === 'active' && line.hasSecondFactor && <span className="flex items-center gap-1 text-small text-quiet"><ShieldCheck aria-hidden className="size-3.5" />{t('secondFactor')}</span>}
      {line.elsewhere && <span className="text-small text-quiet">{t('singleSignOn')}</span>}
      {line.keptElsewhere && <span className="max-w-56 text-small text-quiet">{t('keptElsewhere')}</span>}
    </span>
  ),
  email: line.email === null ? null : <MailAddress address={line.email} />,
})
