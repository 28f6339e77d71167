'use client'

import { CalendarCheck, Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { AssetPicker } from '#web/ui/asset-picker.tsx'
import { Button } from '#web/ui/button.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { assignTeam, planSession } from './actions.ts'
import { ConflictWarning } from './conflict-warning.tsx'
import type { DeskFacts, TeamDraft } from './present-desk.ts'
import { RefusalNote } from './refusal-note.tsx'
import { TeamFields } from './team-fields.tsx'
import { TimeFields } from './time-fields.tsx'
import { peopleOf, proposalsOf, teamProblems } from './team-draft.ts'
import { useConflicts } from './use-conflicts.ts'
import { useDecision } from './use-decision.ts'
import { useOffered } from './use-offered.ts'
import { useTimeDraft } from './use-time-draft.ts'

interface PlanFormProps {
  readonly desk: DeskFacts
  readonly requesterName: string
}

/** Team and time on one form, both proposed already, so that one press invites and books. */
export function PlanForm({ desk, requesterName }: PlanFormProps) {
  const t = useTranslations('coordination')
  const words = useTranslations('caseWords.specialty')
  const [team, setTeam] = useState<TeamDraft>(desk.proposed)
  const [tellMissing, setTellMissing] = useState(false)
  const { time, setTime, start, isSound } = useTimeDraft(desk)
  const people = useMemo(() => [...peopleOf(team), desk.requester], [team, desk.requester])
  const conflicts = useConflicts({ case: desk.caseId, people, startsAt: start()?.toISOString() ?? null, durationMinutes: time.minutes })
  const rooms = useOffered({ case: desk.caseId, startsAt: start()?.toISOString() ?? null, durationMinutes: time.minutes })
  const { pending, refusal, decide } = useDecision()
  const isComplete = Object.keys(teamProblems(team)).length === 0
  const inviteOnly = (): void => {
    setTellMissing(true)
    if (isComplete) decide(() => assignTeam({ case: desk.caseId, team: proposalsOf(team, desk.candidates) }), () => notify.success(t('plan.invited')))
  }
  const plan = (): void => {
    setTellMissing(true)
    const startsAt = start()
    if (!isComplete || startsAt === null || !isSound || rooms.isClashing) return
    decide(
      () => planSession({ case: desk.caseId, team: proposalsOf(team, desk.candidates), startsAt: startsAt.toISOString(), durationMinutes: time.minutes, ...rooms.wish }),
      () => notify.success(t('plan.done')),
    )
  }
  return (
    <div className="grid gap-5">
      <p className="text-quiet">{t('plan.suggested', { specialty: words(desk.specialty) })}</p>
      <TeamFields desk={desk} team={team} onChange={setTeam} tellMissing={tellMissing} />
      <TimeFields desk={desk} time={time} onChange={setTime} />
      <AssetPicker offered={rooms.offered} chosen={rooms.chosen} onChange={rooms.choose} />
      <ConflictWarning conflicts={conflicts} candidates={desk.candidates} requesterName={requesterName} />
      <RefusalNote refusal={refusal} />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" icon={<CalendarCheck />} pending={pending} disabled={rooms.isClashing} onClick={plan}>{t('plan.inviteAndSchedule')}</Button>
        <Button icon={<Send />} disabled={pending} onClick={inviteOnly}>{t('plan.inviteOnly')}</Button>
      </div>
    </div>
  )
}
