import { Download } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { portal } from '#web/server/compose.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { formatDuration } from '#web/ui/format-number.ts'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { EventList } from './event-list.tsx'
import { KeepPanel } from './keep-panel.tsx'
import { presentRecording, type RecordingView } from './present-recording.ts'
import { RecordingPlayer } from './recording-player.tsx'

interface RecordingsPageProps {
  readonly actor: Actor
  readonly caseId: CaseId
  /** The id of one of them; the last one when nothing was chosen. */
  readonly chosen: string | null
}

/** The recordings of a case for whoever may watch them; to everyone else the page is not there. */
export async function RecordingsPage({ actor, caseId, chosen }: RecordingsPageProps) {
  const t = await getTranslations('recording.player')
  const recordings = await portal().listRecordings(actor, caseId)
  const one = chosen === null ? recordings.at(-1) : recordings.find(({ id }) => id === chosen)
  if (one === undefined) notFound()
  const opened = await portal().watchRecording(actor, one.id)
  if (!opened.ok) notFound()
  const view = presentRecording(opened.value, portal().clock())
  return (
    <article className="grid gap-4">
      <PageHeader
        title={t('title')}
        eyebrow={opened.value.case.code}
        back={{ href: caseLinks.page(caseId), label: t('toCase') }}
        description={t('logged')}
        meta={<Moment at={view.startedAt} format="long" />}
      />
      {recordings.length > 1 && (
        <nav aria-label={t('all')} className="flex flex-wrap gap-2">
          {recordings.map(({ id, startedAt }) => (
            <ButtonLink key={id} href={`${caseLinks.recordings(caseId)}?recording=${id}`} variant={id === one.id ? 'primary' : 'secondary'}>
              <Moment at={startedAt} />
            </ButtonLink>
          ))}
        </nav>
      )}
      {view.running && <Callout tone="info">{t('stillRunning')}</Callout>}
      {view.erased ? <Callout tone="info">{t('erased')}</Callout> : <RecordingPlayer key={view.id} recording={view} />}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title={t('events')}><EventList recording={view} /></Card>
        <div className="grid gap-4">
          <KeepPanel recording={view} />
          {view.mayDownload && !view.erased && <Copies recording={view} />}
        </div>
      </div>
    </article>
  )
}

async function Copies({ recording }: { readonly recording: RecordingView }) {
  const t = await getTranslations('recording')
  const files = recording.lanes.flatMap(({ label, person, segments }) => segments.filter(({ playable }) => playable).map(({ id, from }) => ({ id, label, person, from })))
  return (
    <Card title={t('player.copies')} description={t('player.copiesWhat')}>
      <ul className="grid gap-2">
        {files.map(({ id, label, person, from }) => (
          <li key={id} className="flex items-center justify-between gap-3">
            <span className="min-w-0">{t(`label.${label}`)} · {person} <span className="tabular whitespace-nowrap text-dense text-quiet">{t('player.from', { time: formatDuration(from) })}</span></span>
            <ButtonLink href={`/api/recordings/${id}?download=1`} size="sm" icon={<Download />}>{t('player.download')}</ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
