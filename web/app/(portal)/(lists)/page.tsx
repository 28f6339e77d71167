import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { mayReadLinks } from '#core/link/link-contract.ts'
import { InvitationAnswer } from '#web/features/coordination/invitation-answer.tsx'
import { TakeButton } from '#web/features/coordination/take-button.tsx'
import { MyWorkPage } from '#web/features/home/my-work-page.tsx'
import { LinksEnding } from '#web/features/links/links-ending.tsx'
import { StartLinks } from '#web/features/shell/start-links.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('home'))('title') }
}

async function HomePage() {
  const actor = await requireActor()
  const [work, links] = await Promise.all([portal().viewMyWork(actor), mayReadLinks(actor) ? portal().viewLinks(actor) : null])
  return (
    <>
      {links?.ok === true && <LinksEnding found={links.value} />}
      <MyWorkPage
        actor={actor}
        work={work}
        elsewhere={<StartLinks roles={actor.roles} />}
        inRow={({ kind, case: { id } }) =>
          kind === 'answer-invitation' ? <InvitationAnswer caseId={id} reply="pending" inRow /> : kind === 'take-in-hand' ? <TakeButton caseId={id} opens /> : null}
      />
    </>
  )
}

export default withWords(HomePage, ['coordination', 'home'])
