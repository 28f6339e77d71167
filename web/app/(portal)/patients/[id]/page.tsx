import { getTranslations } from 'next-intl/server'
import { UploadPanel } from '#web/features/intake/upload-panel.tsx'
import { loadRecord } from '#web/features/record/load-record.ts'
import { RecordPage } from '#web/features/record/record-page.tsx'
import { ResultsDialog } from '#web/features/record-entry/results-dialog.tsx'
import { StartRequestButton } from '#web/features/request/start-request-button.tsx'
import { requireActor } from '#web/server/session.ts'

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const loaded = await loadRecord(await requireActor(), (await params).id)
  const t = await getTranslations('record')
  const draft = loaded.consults.some((one) => one.status === 'draft')
  return (
    <RecordPage
      {...loaded}
      intake={<UploadPanel patientId={loaded.patientId} />}
      requestAction={<><ResultsDialog patientId={loaded.patientId} /><StartRequestButton patient={loaded.patientId} label={draft ? t('continueRequest') : t('requestConsult')} /></>}
    />
  )
}
