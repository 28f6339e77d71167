import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PullImagesButton } from '#web/features/intake/pull-images-button.tsx'
import { UploadPanel } from '#web/features/intake/upload-panel.tsx'
import { loadRecord } from '#web/features/record/load-record.ts'
import { RecordPage } from '#web/features/record/record-page.tsx'
import { PullDialog } from '#web/features/record-entry/pull-dialog.tsx'
import { ResultsDialog } from '#web/features/record-entry/results-dialog.tsx'
import { StartRequestButton } from '#web/features/request/start-request-button.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('record'))('backToRecord') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const actor = await requireActor()
  const loaded = await loadRecord(actor, (await params).id)
  const [hasSource, hasArchive] = await Promise.all([portal().hasFhirSource(actor), portal().hasOwnArchive(actor)])
  const t = await getTranslations('record')
  const draft = loaded.consults.some((one) => one.status === 'draft')
  return (
    <RecordPage
      {...loaded}
      intake={<UploadPanel patientId={loaded.patientId} />}
      requestAction={<>{hasArchive && <PullImagesButton patientId={loaded.patientId} />}{hasSource && <PullDialog patientId={loaded.patientId} />}<ResultsDialog patientId={loaded.patientId} /><StartRequestButton patient={loaded.patientId} label={draft ? t('continueRequest') : t('requestConsult')} /></>}
    />
  )
}

export default withWords(Page, ['intake', 'record', 'recordEntry'])
