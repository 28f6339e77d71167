import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { LinksPage } from '#web/features/links/links-page.tsx'
import { presentLinks } from '#web/features/links/present-links.ts'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { hospitalClock } from '#web/server/hospital-clock.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('links'))('title') }
}

async function Page() {
  const actor = await requireActor()
  const found = await portal().viewLinks(actor)
  if (!found.ok) notFound()
  return <LinksPage facts={presentLinks(found.value, actor, hospitalClock)} />
}

export default withWords(Page, ['links'])
