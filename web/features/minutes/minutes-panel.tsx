import { FileText } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { CaseId } from '#core/shared/ids.ts'
import { portal } from '#web/server/compose.ts'
import type { Viewer } from '#web/server/session.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { closedWords } from './closed-words.ts'
import { MinutesDesk } from './minutes-desk-later.tsx'

interface MinutesPanelProps {
  readonly viewer: Viewer
  readonly caseId: CaseId
  /** Where the chair names who writes the minutes. */
  readonly naming: ReactNode
}

/** The minutes in the room's side panel, ready to be written as soon as the session has begun. */
export async function MinutesPanel({ viewer, caseId, naming }: MinutesPanelProps) {
  const t = await getTranslations('minutes')
  const opened = await portal().openMinutes(viewer.actor, { case: caseId })
  if (!opened.ok) {
    const action = opened.error === 'minutes.no-secretary' ? { action: naming } : {}
    return <EmptyState icon={<FileText />} title={t(`page.${closedWords[opened.error]}`)} {...action} />
  }
  const { minutes, sessionEnded } = opened.value
  if (minutes.status !== 'draft') return <EmptyState icon={<FileText />} title={t('page.frozen')} />
  return (
    <MinutesDesk
      narrow
      caseId={caseId}
      version={minutes.version}
      me={viewer.person.name}
      form={minutes.form}
      document={minutes.document}
      mayFreeze={false}
      sessionEnded={sessionEnded}
      head={null}
    />
  )
}
