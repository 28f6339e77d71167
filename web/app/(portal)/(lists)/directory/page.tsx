import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { mayKeepDirectory } from '#core/directory/take-in-directory.ts'
import { DirectoryPage } from '#web/features/directory/directory-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('directory'))('title') }
}

async function Page() {
  if (!mayKeepDirectory(await requireActor())) notFound()
  return <DirectoryPage />
}

export default withWords(Page, ['directory'])
