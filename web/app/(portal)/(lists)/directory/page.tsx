import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { DirectoryPage } from '#web/features/directory/directory-page.tsx'
import { presentDirectory } from '#web/features/directory/present-directory.ts'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { readListChoice, type Search } from '#web/ui/list-choice.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('directory'))('title') }
}

async function Page({ searchParams }: { readonly searchParams: Promise<Search> }) {
  const found = await portal().viewDirectory(await requireActor())
  if (!found.ok) notFound()
  return <DirectoryPage facts={presentDirectory(found.value, readListChoice(await searchParams))} />
}

export default withWords(Page, ['directory'])
