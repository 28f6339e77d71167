import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { presentOpenings } from '#web/features/break-glass/present-glass.ts'
import { GlassReviewPage } from '#web/features/break-glass/review-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('glass'))('review.title') }
}

async function Page() {
  const actor = await requireActor()
  const found = await portal().listGlassToReview(actor)
  if (!found.ok) notFound()
  return <GlassReviewPage openings={presentOpenings(found.value, { hospital: actor.organization, now: portal().clock() })} />
}

export default withWords(Page, ['glass'])
