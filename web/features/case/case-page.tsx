import type { ReactNode } from 'react'
import { CaseHeadline, WorkBar } from './case-headline.tsx'
import { IdentityCard } from './identity-card.tsx'
import type { SentRecord } from './load-case.ts'
import { MinutesCard } from './minutes-card.tsx'
import { OutcomeCard } from './outcome-card.tsx'
import type { CaseView } from './present-case.ts'
import { CaseNote, RequestCard } from './request-card.tsx'
import { SessionCard } from './session-card.tsx'
import { SnapshotSection } from './snapshot-section.tsx'
import { TeamCard } from './team-card.tsx'

interface CasePageProps {
  readonly view: CaseView
  readonly sent: SentRecord
  /** Parts of other areas, composed by the route. */
  readonly slots: {
    readonly sheet: ReactNode
    readonly invitation: ReactNode
    readonly coordination: ReactNode
    readonly places: ReactNode
    readonly guests: ReactNode
    readonly line: ReactNode
    readonly recording: ReactNode
  }
}

/** One consult on one page, the story top to bottom, what waits for the viewer always in reach. */
export function CasePage({ view, sent, slots }: CasePageProps) {
  return (
    <article>
      <CaseHeadline view={view} />
      <WorkBar view={view} />
      <div className="mt-4 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-4">
          <CaseNote note={view.note} />
          {slots.invitation}
          {slots.coordination}
          <OutcomeCard view={view} />
          <RequestCard view={view} />
          <SnapshotSection caseId={view.id} sent={sent} sheet={slots.sheet} />
        </div>
        <aside className="grid gap-4 max-xl:order-first">
          <SessionCard view={view} />
          {slots.places}
          {slots.line}
          <TeamCard team={view.team} />
          {slots.guests}
          <IdentityCard view={view} />
          <MinutesCard view={view} />
          {slots.recording}
        </aside>
      </div>
    </article>
  )
}
