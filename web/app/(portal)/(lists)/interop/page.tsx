import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InteropPage } from '#web/features/interop/interop-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('interop'))('title') }
}

async function Page() {
  return <InteropPage actor={await requireActor()} />
}

export default withWords(Page, ['interop'])
