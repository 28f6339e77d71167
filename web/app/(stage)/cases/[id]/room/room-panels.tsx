import { FileLock2, ImageOff } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { CaseId } from '#core/shared/ids.ts'
import { SecretaryChoice } from '#web/features/emergency/secretary-choice-later.tsx'
import { MinutesPanel } from '#web/features/minutes/minutes-panel.tsx'
import { presentRecord } from '#web/features/record/present-record.ts'
import { RecordSheet } from '#web/features/record/record-sheet.tsx'
import type { RoomPanels } from '#web/features/room/side-panel.tsx'
import { ImageViewer } from '#web/features/viewer/image-viewer-later.tsx'
import { presentStudies } from '#web/features/viewer/present-studies.ts'
import { portal } from '#web/server/compose.ts'
import type { Viewer } from '#web/server/session.ts'
import { viewerEngineAddress } from '#web/server/viewer-engine.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'

/** What stands beside the call: the record as it was sent, its pictures, and the minutes. */
export async function roomPanels(viewer: Viewer, caseId: CaseId): Promise<RoomPanels> {
  const t = await getTranslations('room')
  const snapshot = await portal().viewSnapshot(viewer.actor, caseId)
  const minutes = <MinutesPanel viewer={viewer} caseId={caseId} naming={<SecretaryChoice caseId={caseId} />} />
  if (!snapshot.ok) {
    const closed = <EmptyState icon={<FileLock2 />} title={t('record.none')} />
    return { record: closed, images: closed, minutes }
  }
  const { record } = snapshot.value.content
  const studies = presentStudies(record.imagingStudies, record.media)
  return {
    record: <div className="py-4"><RecordSheet record={presentRecord(record, portal().clock())} /></div>,
    images:
      studies.length === 0
        ? <EmptyState icon={<ImageOff />} title={t('record.noImages')} />
        : <ImageViewer studies={studies} base={`/api/cases/${caseId}/dicomweb`} engineAddress={await viewerEngineAddress()} captureTo={record.patient.masked === true ? null : `/api/cases/${caseId}/frames`} />,
    minutes,
  }
}
