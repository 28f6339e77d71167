import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RequestPage } from '#web/features/request/request-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { requireActor } from '#web/server/session.ts'
import { previewSnapshot } from './preview.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('request'))('title') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <RequestPage actor={await requireActor()} id={(await params).id} preview={previewSnapshot} />
}

export default withWords(Page, ['request'])
