import type { Metadata } from 'next'
import { EyeOff } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { caseId } from '#contract/ids.ts'
import { mayReadMinutes } from '#core/case/policy.ts'
import { spokenAge, type SpokenAge } from '#core/record/patient.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { RingBoard } from '#web/features/emergency/ring-board.tsx'
import { Room } from '#web/features/room/room.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireViewer, type Viewer } from '#web/server/session.ts'
import { Badge } from '#web/ui/badge.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { roomPanels } from './room-panels.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('room'))('title') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  const viewer = await requireViewer()
  const opened = await portal().viewCase(viewer.actor, id.data)
  if (!opened.ok || !('session' in opened.value)) notFound()
  const { code, subject, request, requester, status, masked } = opened.value
  const t = await getTranslations('casePage')
  const isEmergency = request.urgency === 'emergency'
  const patient = { ...subject, age: spokenAge(subject.birthDate, portal().clock()) ?? (isEmergency ? await ageAtPress(viewer, id.data) : null) }
  return (
    <>
      <Room caseId={id.data} heading={<><span className="max-sm:sr-only">{code} · </span><PatientLine patient={patient} />{masked === true && <Badge tone="gold" icon={<EyeOff aria-hidden />} className="ml-2">{t('identity.badge')}</Badge>}</>} panels={await roomPanels(viewer, id.data)} drawnFor={status} startAtOnce={isEmergency} minutes={mayReadMinutes(viewer.actor, opened.value)} />
      {isEmergency && <RingBoard caseId={id.data} mine={requester === viewer.actor.practitioner} />}
    </>
  )
}

/** What whoever pressed the button took the age for. */
async function ageAtPress({ actor }: Viewer, caseId: CaseId): Promise<SpokenAge | null> {
  const board = await portal().watchCall(actor, caseId)
  const years = board.ok ? board.value.call.ageYears : null
  return years === null ? null : { value: years, unit: 'years' }
}

export default withWords(Page, ['line', 'minutes', 'minutesEditor', 'record', 'recording', 'room', 'viewer'])
