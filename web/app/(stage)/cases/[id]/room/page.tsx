import { notFound } from 'next/navigation'
import { caseId } from '#contract/ids.ts'
import { spokenAge } from '#core/record/patient.ts'
import { Room } from '#web/features/room/room.tsx'
import { portal } from '#web/server/compose.ts'
import { requireViewer } from '#web/server/session.ts'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { roomPanels } from './room-panels.tsx'

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  const viewer = await requireViewer()
  const opened = await portal().viewCase(viewer.actor, id.data)
  if (!opened.ok || !('session' in opened.value)) notFound()
  const { code, subject } = opened.value
  const patient = { ...subject, age: spokenAge(subject.birthDate, portal().clock()) }
  return (
    <Room caseId={id.data} heading={<>{code} · <PatientLine patient={patient} /></>} panels={await roomPanels(viewer, id.data)} />
  )
}
