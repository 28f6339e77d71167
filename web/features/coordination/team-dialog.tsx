'use client'

import { Send, UserRoundPen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { assignTeam } from './actions.ts'
import type { DeskFacts } from './present-desk.ts'
import { RefusalNote } from './refusal-note.tsx'
import { TeamFields } from './team-fields.tsx'
import { proposalsOf, teamProblems } from './team-draft.ts'
import { useDecision } from './use-decision.ts'

/** Changes an invited team; a place that was declined is proposed to somebody else already. */
export function TeamDialog({ desk, declined }: { readonly desk: DeskFacts; readonly declined: boolean }) {
  const t = useTranslations('coordination.team')
  const [open, setOpen] = useState(false)
  const [team, setTeam] = useState(desk.proposed)
  const { pending, refusal, decide } = useDecision()
  const change = (next: boolean): void => {
    if (next) setTeam(desk.proposed)
    setOpen(next)
  }
  const send = (): void => {
    if (Object.keys(teamProblems(team)).length > 0) return
    decide(
      () => assignTeam({ case: desk.caseId, team: proposalsOf(team, desk.candidates) }),
      () => {
        notify.success(t('saved'))
        setOpen(false)
      },
    )
  }
  const label = t(declined ? 'replace' : 'change')
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={label}
      description={t('changeHint')}
      size="lg"
      trigger={<Button size="sm" variant={declined ? 'primary' : 'secondary'} icon={<UserRoundPen />}>{label}</Button>}
      footer={<Button variant="primary" icon={<Send />} pending={pending} onClick={send}>{t('save')}</Button>}
    >
      <div className="grid gap-4">
        <TeamFields desk={desk} team={team} onChange={setTeam} tellMissing />
        <RefusalNote refusal={refusal} />
      </div>
    </Dialog>
  )
}
