import { FileLock2, ImageOff } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { readSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { MinutesPanel } from '#web/features/minutes/minutes-page.tsx'
import { ImageStack } from '#web/features/record/image-stack.tsx'
import { presentRecord } from '#web/features/record/present-record.ts'
import { RecordSheet } from '#web/features/record/record-sheet.tsx'
import type { RoomPanels } from '#web/features/room/side-panel.tsx'
import { portal } from '#web/server/compose.ts'
import type { Viewer } from '#web/server/session.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'

/** What stands beside the call: the record as it was sent, its pictures, and the minutes. */
export async function roomPanels(viewer: Viewer, caseId: CaseId): Promise<RoomPanels> {
  const t = await getTranslations('room')
  const snapshot = await portal().viewSnapshot(viewer.actor, caseId)
  const minutes = <MinutesPanel viewer={viewer} caseId={caseId} />
  if (!snapshot.ok) {
    const closed = <EmptyState icon={<FileLock2 />} title={t('record.none')} />
    return { record: closed, images: closed, minutes }
  }
  const record = presentRecord(readSnapshotBundle(snapshot.value.bundle).record, portal().clock())
  return {
    record: <div className="py-4"><RecordSheet record={record} /></div>,
    images:
      record.studies.length === 0
        ? <EmptyState icon={<ImageOff />} title={t('record.noImages')} />
        : <div className="py-4"><ImageStack studies={record.studies} imagesAt={`/api/cases/${caseId}/dicomweb`} /></div>,
    minutes,
  }
}
