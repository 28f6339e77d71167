import { ClipboardList } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { ConsultCase } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import { doorOpensBefore } from '#core/case/run-session.ts'
import type { Actor } from '#core/directory/actor.ts'
import { portal } from '#web/server/compose.ts'
import { Callout } from '#web/ui/callout.tsx'
import { Card, CardSection } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { EnterButton } from './enter-button.tsx'
import { BookForm, MoveDialog } from './book-form.tsx'
import { HandoverBar } from './handover-bar.tsx'
import { PlanForm } from './plan-form.tsx'
import { presentDesk, presentReplies, type DeskFacts, type ReplyFacts } from './present-desk.ts'
import { presentHandover } from './present-handover.ts'
import { TakeButton } from './take-button.tsx'
import { TeamDialog } from './team-dialog.tsx'
import { TeamReplies } from './team-replies.tsx'
import { AskDialog, RejectDialog } from './triage-dialogs.tsx'

interface CoordinationPanelProps {
  readonly actor: Actor
  readonly one: ConsultCase
  readonly names: Names
}

/** The coordinator's desk on the case page: take in hand, ask, decline, invite, book, replace, move. Nothing for anybody else. */
export async function CoordinationPanel({ actor, one, names }: CoordinationPanelProps) {
  const desk = await portal().viewCoordination(actor, one)
  if (desk === null) return null
  const t = await getTranslations('coordination')
  const facts = presentDesk(one, desk, names)
  const body = await deskBody(one, facts, names)
  const handover = presentHandover(actor, one, desk)
  const isOnItsWay = handover !== null && (handover.offer !== null || handover.atOnce)
  if (body === null && !isOnItsWay) return null
  return (
    <Card
      id="coordination"
      icon={<ClipboardList />}
      title={one.status === 'coordinating' ? t('plan.title') : t('title')}
      actions={<ConnectClock one={one} desk={facts} />}
      {...(one.status === 'submitted' && { tone: 'jade' as const })}
      {...(one.status === 'coordinating' && { footer: <><RejectDialog caseId={one.id} /><AskDialog caseId={one.id} /></> })}
      className="scroll-mt-36"
    >
      {handover !== null && <HandoverBar facts={handover} />}
      {body}
    </Card>
  )
}

async function deskBody(one: ConsultCase, desk: DeskFacts, names: Names): Promise<ReactNode> {
  const t = await getTranslations('coordination')
  const requesterName = names.people.get(one.requester)?.name ?? '—'
  const replies = presentReplies(one, names)
  switch (one.status) {
    case 'submitted':
      return (
        <div className="grid gap-4">
          <div><p className="font-semibold">{t('take.title')}</p><p className="text-quiet">{t('take.hint')}</p></div>
          <div><TakeButton caseId={one.id} /></div>
        </div>
      )
    case 'coordinating':
      return <PlanForm desk={desk} requesterName={requesterName} />
    case 'needs-info':
      return <Callout tone="warning" title={t('more.asked')}>{one.ask.text} <span className="text-dense text-quiet"><Moment at={one.ask.askedAt} format="day-time" /></span></Callout>
    case 'assigned':
      return (
        <>
          <InvitedTeam desk={desk} replies={replies} />
          <CardSection className="mt-4"><BookForm desk={desk} requesterName={requesterName} /></CardSection>
        </>
      )
    case 'scheduled':
    case 'lobby':
      return (
        <>
          <Appointment desk={desk} requesterName={requesterName} />
          <CardSection className="mt-4"><InvitedTeam desk={desk} replies={replies} /></CardSection>
        </>
      )
    case 'live':
    case 'interrupted':
      return <InvitedTeam desk={desk} replies={replies} />
    default:
      return null
  }
}

async function ConnectClock({ one, desk }: { readonly one: ConsultCase; readonly desk: DeskFacts }) {
  const t = await getTranslations('coordination')
  if (one.status === 'scheduled') return null
  if (desk.connectBy !== null) return <RunningClock until={desk.connectBy} label={t('connect')} />
  return 'submittedAt' in one ? <RunningClock since={one.submittedAt.toISOString()} label={t('waiting')} /> : null
}

async function InvitedTeam({ desk, replies }: { readonly desk: DeskFacts; readonly replies: readonly ReplyFacts[] }) {
  const t = await getTranslations('coordination.team')
  const count = (reply: ReplyFacts['reply']): number => replies.filter((member) => member.reply === reply).length
  const declined = count('declined')
  return (
    <div>
      <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
        <p className="text-dense text-quiet">
          {declined > 0
            ? <span className="font-semibold text-danger">{t('declinedCount', { count: declined })}</span>
            : count('pending') > 0 ? t('waitingFor', { count: count('pending') }) : t('allAccepted')}
        </p>
        <TeamDialog desk={desk} declined={declined > 0} />
      </div>
      <TeamReplies replies={replies} />
    </div>
  )
}

async function Appointment({ desk, requesterName }: { readonly desk: DeskFacts; readonly requesterName: string }) {
  const t = await getTranslations('coordination.when')
  if (desk.session === null) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div>
        <p className="text-dense text-quiet">{t('appointment')}</p>
        <p className="text-lead font-semibold">
          <Moment at={desk.session.startsAt} format="long" /> · {t('minutes', { minutes: desk.session.durationMinutes })}
        </p>
        <RunningClock until={desk.session.startsAt} label={t('untilStart')} className="text-dense" />
      </div>
      <div className="flex flex-wrap gap-2">
        <MoveDialog desk={desk} requesterName={requesterName} />
        <EnterButton caseId={desk.caseId} opensAt={new Date(Date.parse(desk.session.startsAt) - doorOpensBefore).toISOString()} />
      </div>
    </div>
  )
}
