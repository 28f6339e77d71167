import { FileSearch } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { Disclosure } from '#core/audit/search-trail.ts'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { NoPrint, PrintOnly } from '#web/ui/print-only.tsx'
import { presentTrail } from './present-trail.ts'
import { PrintPage } from './print-page.tsx'
import { TrailTable } from './trail-table.tsx'

/** To whom one patient's data went, on screen and on paper (Luật BVDLCN 91/2025: the patient may ask). */
export async function DisclosurePage({ disclosure, hospital }: { readonly disclosure: Disclosure; readonly hospital: string }) {
  const t = await getTranslations('audit')
  const { patient, inside, outside, names, at } = disclosure
  const title = t('disclosure.title')
  const of = `${patient.label === '' ? t('ask.unnamed') : patient.label} · ${patient.hint}`
  const section = (heading: string, lines: Disclosure['inside']) => (
    <Card flush title={heading} description={t('count', { count: lines.length })}>
      {lines.length === 0 ? <EmptyState icon={<FileSearch />} title={t('none')} description={t('disclosure.noneHint')} /> : <TrailTable lines={presentTrail(lines, names)} />}
    </Card>
  )
  return (
    <>
      <NoPrint>
        <PageHeader title={title} meta={<span className="font-semibold text-ink">{of}</span>} back={{ href: '/audit', label: t('title') }} actions={<PrintPage label={t('disclosure.print')} />} />
      </NoPrint>
      <PrintOnly>
        <p className="font-semibold uppercase">{hospital}</p>
        <h1 className="mt-4 text-center text-head font-semibold uppercase">{title}</h1>
        <p className="mb-4 text-center">{of} · <Moment at={at} /></p>
      </PrintOnly>
      <div className="flex flex-col gap-6">
        {section(t('disclosure.outside'), outside)}
        {section(t('disclosure.inside'), inside)}
      </div>
    </>
  )
}
