import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { WaitingPage } from '#web/features/minutes-watch/waiting-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('minutesWatch'))('title') }
}

async function Page() {
  const actor = await requireActor()
  const found = await portal().viewWaiting(actor)
  if (!found.ok) notFound()
  return <WaitingPage actor={actor} found={found.value} />
}

export default withWords(Page, ['minutesWatch'])
