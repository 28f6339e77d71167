import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LineTestPage } from '#web/features/room/line-test/line-test-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { caseLinks } from '#web/ui/case-links.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lineTest'))('title') }
}

/** The next session's test, so that its result stands where it is needed; nobody's when none is near. */
async function Page() {
  const near = await portal().nearestSession(await requireActor())
  if (near !== null) redirect(caseLinks.lineTest(near))
  return <LineTestPage of={null} />
}

export default withWords(Page, ['lineTest'])
