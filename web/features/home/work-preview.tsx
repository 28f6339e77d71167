'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { CaseStatusBadge } from '#web/ui/case-status-badge.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import type { WorkRow } from './present-work.ts'

/** The matter in focus, enough to decide whether to open it; beside the list on wide screens only. */
export function WorkPreview({ row }: { readonly row: WorkRow }) {
  const t = useTranslations('home')
  const words = useTranslations('caseWords')
  return (
    <aside aria-label={t('preview')} aria-live="polite" className="sticky top-22 hidden rounded-card border border-line bg-surface xl:block">
      <div className="border-b border-line px-5 py-4">
        <p className="flex items-center justify-between gap-3 text-dense text-quiet">
          <span className="tabular">{row.code} · {words(`kind.${row.consultKind}`)}</span>
          <CaseStatusBadge status={row.status} />
        </p>
        <p className="mt-1 text-lead font-semibold"><PatientLine patient={row.patient} /></p>
      </div>
      <div tabIndex={0} className="flex max-h-[calc(100dvh-20rem)] flex-col gap-4 overflow-y-auto px-5 py-4 focus-visible:-outline-offset-2">
        <Questions row={row} />
        <KeyValueList
          items={[
            { term: t('field.diagnosis'), value: row.diagnosis },
            { term: t('field.specialty'), value: words(`specialty.${row.specialty}`) },
            { term: t('field.from'), value: <>{row.from}<span className="block text-dense font-normal"><PersonName {...row.requester} /></span></> },
            { term: t('field.to'), value: row.to },
            ...(row.startsAt === null ? [] : [{ term: t('field.session'), value: <Moment at={row.startsAt} format="day-time" /> }]),
          ]}
        />
        {row.team.length > 0 && <Team row={row} />}
      </div>
      <div className="border-t border-line px-5 py-3">
        <ButtonLink href={caseLinks.page(row.id)} size="sm">{t('openCase')}</ButtonLink>
      </div>
    </aside>
  )
}

function Questions({ row }: { readonly row: WorkRow }) {
  const t = useTranslations('home')
  return (
    <div>
      {row.ask !== null && <p className="mb-3 rounded-control bg-warning-wash px-3 py-2"><span className="block text-dense text-quiet">{t('field.ask')}</span>{row.ask}</p>}
      <h3 className="text-dense text-quiet">{t('field.question')}</h3>
      {row.questions.length === 0 ? <p className="text-quiet">{t('noQuestion')}</p> : (
        <ol className="list-decimal space-y-1 pl-5 font-medium">{row.questions.map((text) => <li key={text}>{text}</li>)}</ol>
      )}
    </div>
  )
}

const tones = { pending: 'gold', accepted: 'jade', declined: 'red' } as const

function Team({ row }: { readonly row: WorkRow }) {
  const t = useTranslations('home')
  const words = useTranslations('caseWords')
  return (
    <div>
      <h3 className="mb-1 text-dense text-quiet">{t('field.team')}</h3>
      <ul className="space-y-1.5">
        {row.team.map((member) => (
          <li key={`${member.part} ${member.name}`} className="flex items-start justify-between gap-3">
            <span>
              <PersonName name={member.name} title={member.title} />
              <span className="block text-small text-quiet">{words(`part.${member.part}`)}</span>
            </span>
            <Badge tone={tones[member.reply]}>{words(`reply.${member.reply}`)}</Badge>
          </li>
        ))}
      </ul>
    </div>
  )
}
