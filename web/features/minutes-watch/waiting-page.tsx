import { CircleCheckBig, ClipboardCheck, FilePenLine, LayoutTemplate } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Actor } from '#core/directory/actor.ts'
import { mayKeepTemplates } from '#core/minutes/keep-templates.ts'
import type { WaitingList } from '#core/minutes/view-waiting.ts'
import { Badge } from '#web/ui/badge.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { classNames } from '#web/ui/class-names.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { presentWaiting, type WaitingRow } from './present-waiting.ts'
import { RemindButton } from './remind-button.tsx'

/** Minutes that are not signed and outcomes that are not reported, the longest wait first, with whom they wait for. */
export async function WaitingPage({ actor, found }: { readonly actor: Actor; readonly found: WaitingList }) {
  const t = await getTranslations('minutesWatch')
  const { minutes, outcomes } = presentWaiting(actor, found)
  const late = [...minutes, ...outcomes].filter(({ overdue }) => overdue).length
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={mayKeepTemplates(actor) && <ButtonLink href="/minutes-templates" icon={<LayoutTemplate />}>{t('templates')}</ButtonLink>}
        meta={late > 0 && <span className="tabular font-semibold text-danger">{t('late', { count: late })}</span>}
      />
      <div className="flex flex-col gap-6">
        <Card title={t('minutes.title')} icon={<FilePenLine />} description={t('minutes.lead')} flush>
          {minutes.length === 0 ? <EmptyState icon={<CircleCheckBig />} title={t('minutes.none')} /> : (
            <ul className="divide-y divide-line">
              {minutes.map((row) => (
                <Row key={`${row.id} ${row.version}`} row={row} late={t('overdue')} href={row.step === 'write' ? caseLinks.minutes(row.id) : caseLinks.sign(row.id)}
                  what={<>{t(`step.${row.step}`)}{row.isAddendum && ` · ${t('addendum')}`}</>} clock={<RunningClock since={row.since} label={t('waits')} />} />
              ))}
            </ul>
          )}
        </Card>
        <Card title={t('outcomes.title')} icon={<ClipboardCheck />} description={t('outcomes.lead')} flush>
          {outcomes.length === 0 ? <EmptyState icon={<CircleCheckBig />} title={t('outcomes.none')} /> : (
            <ul className="divide-y divide-line">
              {outcomes.map((row) => (
                <Row key={row.id} row={row} late={t('overdue')} href={caseLinks.page(row.id)} what={t('outcomes.step')} clock={<RunningClock until={row.dueAt} />} />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  )
}

interface RowProps {
  readonly row: WaitingRow
  readonly href: string
  readonly what: ReactNode
  readonly clock: ReactNode
  readonly late: string
}

const Row = ({ row, href, what, clock, late }: RowProps) => (
  <li className={classNames('grid gap-x-5 gap-y-2 px-5 py-3.5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center xl:grid-cols-[minmax(0,1fr)_16rem_auto]', row.overdue && 'shadow-[inset_3px_0_0_var(--emergency)]')}>
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2 text-dense text-quiet">
        <span className="font-semibold text-jade-ink">{what}</span>
        <span className="tabular">{row.code}</span>
        <span>{row.from} → {row.to}</span>
      </p>
      <TextLink href={href}><PatientLine patient={row.patient} className="font-semibold" /></TextLink>
    </div>
    <div className="text-dense sm:col-start-1 sm:row-start-2 xl:col-start-2 xl:row-start-1">
      {row.waitingFor.map((person) => <span key={person.name} className="block"><PersonName name={person.name} title={person.title} /></span>)}
    </div>
    <div className="flex flex-wrap items-center gap-3 sm:col-start-2 sm:row-span-2 sm:row-start-1 sm:justify-end xl:col-start-3 xl:row-span-1">
      <span className="flex items-center gap-2 text-dense">{row.overdue && <Badge tone="red">{late}</Badge>}{clock}</span>
      {row.mayRemind && <RemindButton caseId={row.id} />}
    </div>
  </li>
)
