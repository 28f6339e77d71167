import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { AssetsPage } from '#web/features/assets/assets-page.tsx'
import { presentAssets } from '#web/features/assets/present-assets.ts'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assets'))('title') }
}

async function Page() {
  const found = await portal().viewAssets(await requireActor())
  if (!found.ok) notFound()
  return <AssetsPage facts={presentAssets(found.value)} />
}

export default withWords(Page, ['assets'])
