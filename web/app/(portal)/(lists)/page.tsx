import { InvitationAnswer } from '#web/features/coordination/invitation-answer.tsx'
import { TakeButton } from '#web/features/coordination/take-button.tsx'
import { MyWorkPage } from '#web/features/home/my-work-page.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export default async function HomePage() {
  const actor = await requireActor()
  return (
    <MyWorkPage
      actor={actor}
      work={await portal().viewMyWork(actor)}
      inRow={({ kind, case: { id } }) =>
        kind === 'answer-invitation' ? <InvitationAnswer caseId={id} reply="pending" inRow /> : kind === 'take-in-hand' ? <TakeButton caseId={id} opens /> : null}
    />
  )
}
