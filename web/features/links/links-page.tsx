import { CalendarClock, FileSignature, Handshake } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#web/ui/badge.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { writtenDate } from '#web/ui/written-date.ts'
import { EndLink, ProposalAnswers } from './link-actions.tsx'
import type { LinkFacts, LinksFacts, ProposalFacts, TermFacts } from './present-links.ts'
import { ProposeDialog } from './propose-dialog.tsx'

const stateTones = { stands: 'jade', later: 'slate', over: 'neutral' } as const
const statusTones = { proposed: 'gold', accepted: 'jade', declined: 'red', withdrawn: 'neutral', ended: 'neutral' } as const

/** The contracts of the own hospital, on either side: what waits for an answer, what stands, what is about to end, what is over. */
export async function LinksPage({ facts }: { readonly facts: LinksFacts }) {
  const t = await getTranslations('links')
  const [open, past] = [facts.proposals.filter(({ status }) => status === 'proposed'), facts.proposals.filter(({ status }) => status !== 'proposed')]
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} {...(facts.mayKeep && { actions: <ProposeDialog own={facts.own} today={facts.today} /> })} />
      <div className="grid gap-5">
        {open.map((one) => <Proposal key={one.id} one={one} />)}
        {facts.links.length === 0 && open.length === 0 && (
          <div className="rounded-card border border-line bg-surface"><EmptyState icon={<Handshake />} title={t('none')} description={t('noneHint')} /></div>
        )}
        {facts.links.map((one) => <Link key={one.key} one={one} facts={facts} />)}
        {past.map((one) => <Proposal key={one.id} one={one} />)}
      </div>
    </>
  )
}

async function Terms({ one, hasContract }: { readonly one: TermFacts; readonly hasContract: boolean }) {
  const t = await getTranslations('links')
  const words = await getTranslations('caseWords.specialty')
  const missing = <span className="text-quiet">{t('notWritten')}</span>
  const text = (value: string) => (value === '' ? missing : <span className="whitespace-pre-line">{value}</span>)
  return (
    <KeyValueList items={[
      { term: t('period'), value: one.lastDay === null ? t('fromOn', { from: writtenDate(one.firstDay) }) : t('fromTo', { from: writtenDate(one.firstDay), to: writtenDate(one.lastDay) }) },
      { term: t('specialties'), value: one.specialties.length === 0 ? missing : one.specialties.map((code) => words(code)).join(', ') },
      ...(hasContract ? [{ term: t('number'), value: text(one.number) }, { term: t('duties'), value: text(one.duties) }, { term: t('cost'), value: text(one.cost) }] : [{ term: t('paper'), value: <span className="text-quiet">{t('noPaper')}</span> }]),
    ]}
    />
  )
}

const titleOf = (one: TermFacts) => <>{one.hubName}<span className="font-normal text-quiet"> → </span>{one.satelliteName}</>

async function Link({ one, facts }: { readonly one: LinkFacts; readonly facts: LinksFacts }) {
  const t = await getTranslations('links')
  return (
    <Card
      icon={<Handshake />}
      title={titleOf(one)}
      description={t(one.asHub ? 'weSupport' : 'weAreSupported')}
      actions={
        <>
          <Badge tone={stateTones[one.state]}>{t(`state.${one.state}`)}</Badge>
          {one.mayRenew && <ProposeDialog own={facts.own} today={facts.today} follows={one} />}
          {one.mayEnd && <EndLink hub={one.hub} satellite={one.satellite} validFrom={one.validFrom} />}
        </>
      }
    >
      {one.warning !== null && <Callout tone={one.warning === 7 ? 'danger' : 'warning'} title={t('endsIn', { days: one.daysLeft })} className="mb-4">{t('endsInHint')}</Callout>}
      {one.isSucceeded && one.state === 'stands' && <p className="mb-3 text-dense text-quiet">{t('succeeded')}</p>}
      {one.endedReason !== null && <p className="mb-3">{t('endedBecause')} {one.endedReason}</p>}
      <Terms one={one} hasContract={one.hasContract} />
    </Card>
  )
}

async function Proposal({ one }: { readonly one: ProposalFacts }) {
  const t = await getTranslations('links')
  return (
    <Card
      tone={one.may.includes('accepted') ? 'gold' : 'plain'}
      icon={<FileSignature />}
      title={titleOf(one)}
      description={<>{t(one.byOwn ? 'weProposed' : 'theyProposed')} <Moment at={one.at} /></>}
      actions={<><Badge tone={statusTones[one.status]} {...(one.status === 'proposed' && { icon: <CalendarClock /> })}>{t(`status.${one.status}`)}</Badge><ProposalAnswers contract={one.id} may={one.may} /></>}
    >
      <Terms one={one} hasContract />
    </Card>
  )
}
