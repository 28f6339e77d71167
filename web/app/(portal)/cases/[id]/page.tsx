import type { Metadata } from 'next'
import { ScanSearch } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { glassOf } from '#core/directory/actor.ts'
import { CasePlaces } from '#web/features/assets/case-places.tsx'
import { GlassBanner } from '#web/features/break-glass/glass-banner.tsx'
import { CasePage } from '#web/features/case/case-page.tsx'
import { loadCase } from '#web/features/case/load-case.ts'
import { CasePulse } from '#web/features/coordination/case-pulse.tsx'
import { CoordinationPanel } from '#web/features/coordination/coordination-panel.tsx'
import { InvitationPanel } from '#web/features/coordination/invitation-panel.tsx'
import { GuestsCard } from '#web/features/guests/guests-card.tsx'
import { presentRecord } from '#web/features/record/present-record.ts'
import { CaseRecording } from '#web/features/recording/case-recording.tsx'
import { LinesOfSites } from '#web/features/room/line-test/lines-of-sites.tsx'
import { RecordSheet } from '#web/features/record/record-sheet.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('casePage'))('question') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const actor = await requireActor()
  const { one, names, view, sent } = await loadCase(actor, (await params).id)
  const glass = glassOf(actor, one.id)
  return (
    <>
      {glass !== undefined && <GlassBanner until={glass.until.toISOString()} />}
      <CasePulse caseId={one.id} revision={one.revision} />
      <CasePage
        view={view}
        sent={sent}
        slots={{
          sheet: sent.kind === 'open' && (
            <>
              {sent.content.record.imagingStudies.length > 0 && (
                <div><ButtonLink href={caseLinks.images(one.id)} icon={<ScanSearch />}>{(await getTranslations('viewer'))('open')}</ButtonLink></div>
              )}
              <RecordSheet record={presentRecord(sent.content.record, portal().clock())} imagesAt={`/api/cases/${one.id}/dicomweb`} />
            </>
          ),
          invitation: <InvitationPanel actor={actor} one={one} names={names} />,
          recording: <CaseRecording actor={actor} caseId={one.id} />,
          places: <CasePlaces actor={actor} one={one} names={names} />,
          guests: <GuestsCard actor={actor} caseId={one.id} />,
          line: <LinesOfSites actor={actor} one={one} names={names} />,
          coordination: <CoordinationPanel actor={actor} one={one} names={names} />,
        }}
      />
    </>
  )
}

export default withWords(Page, ['assets', 'casePage', 'coordination', 'glass', 'guests', 'meetings', 'record', 'recording'])
