import { EyeOff } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { roundId } from '#contract/ids.ts'
import { spokenAge } from '#core/record/patient.ts'
import { presentRound } from '#web/features/room/present-round.ts'
import { RoundRoom } from '#web/features/room/room.tsx'
import { RoundOutside } from '#web/features/room/round-outside.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireViewer } from '#web/server/session.ts'
import { Badge } from '#web/ui/badge.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { roomPanels } from '../../cases/[id]/room/room-panels.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('room'))('title') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = roundId.safeParse((await params).id)
  if (!id.success) notFound()
  const viewer = await requireViewer()
  const viewed = await portal().viewRound(viewer.actor, id.data)
  if (!viewed.ok) notFound()
  const now = portal().clock()
  const round = presentRound(viewed.value, viewer.actor, now)
  const { current } = viewed.value.round
  const opened = current === null ? null : await portal().viewCase(viewer.actor, current)
  if (current === null || opened?.ok !== true || !('session' in opened.value)) return <RoundOutside round={round} />
  const { code, subject, status, masked } = opened.value
  const t = await getTranslations('casePage')
  const patient = { ...subject, age: spokenAge(subject.birthDate, now) }
  return (
    <RoundRoom
      round={round}
      caseId={current}
      heading={<><span className="max-sm:sr-only">{code} · </span><PatientLine patient={patient} />{masked === true && <Badge tone="gold" icon={<EyeOff aria-hidden />} className="ml-2">{t('identity.badge')}</Badge>}</>}
      panels={await roomPanels(viewer, current)}
      drawnFor={status}
    />
  )
}

export default withWords(Page, ['line', 'minutes', 'minutesEditor', 'record', 'recording', 'room', 'viewer'])
