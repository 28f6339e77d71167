import { Gauge } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ConsultCase } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import { mayEnterSession } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import { judgeLine, type LineTest } from '#core/line-test/line-test.ts'
import { portal } from '#web/server/compose.ts'
import { Badge } from '#web/ui/badge.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'

interface LinesProps {
  readonly actor: Actor
  readonly one: ConsultCase
  readonly names: Names
}

/** How the lines of both sites stood when they were last tested; nothing before there is a session, and after it has ended. */
export async function LinesOfSites({ actor, one, names }: LinesProps) {
  if (!('session' in one) || 'endedAt' in one || !['scheduled', 'lobby', 'live', 'interrupted'].includes(one.status)) return null
  const t = await getTranslations('lineTest')
  const tests = await portal().viewLineTests(actor, one.id)
  const sites = [...new Set([one.requestingOrganization, one.consultingOrganization, ...tests.map(({ organization }) => organization)])]
  return (
    <Card title={t('sites.title')} icon={<Gauge />}>
      <ul className="grid gap-3">
        {sites.map((site) => (
          <li key={site} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
            <span className="font-medium">{names.organizations.get(site)?.shortName ?? '—'}</span>
            <SiteLine test={tests.find(({ organization }) => organization === site)} />
          </li>
        ))}
      </ul>
      {mayEnterSession(actor, one) && <ButtonLink href={caseLinks.lineTest(one.id)} className="mt-4" icon={<Gauge />}>{t('sites.test')}</ButtonLink>}
    </Card>
  )
}

const toneOf = { ready: 'jade', limited: 'gold', impossible: 'red' } as const

async function SiteLine({ test }: { readonly test: LineTest | undefined }) {
  const t = await getTranslations('lineTest')
  if (test === undefined) return <Badge tone="neutral">{t('sites.none')}</Badge>
  const { verdict, findings } = judgeLine(test.readings)
  return (
    <>
      <span className="flex items-center gap-2">
        <Badge tone={toneOf[verdict]}>{t(`sites.verdict.${verdict}`)}</Badge>
        <Moment at={test.takenAt} format="day-time" className="text-small text-quiet" />
      </span>
      {findings.length > 0 && (
        <span className="basis-full text-dense text-quiet">{findings.map((finding) => t(`finding.${finding}.what`)).join(' · ')}</span>
      )}
    </>
  )
}
