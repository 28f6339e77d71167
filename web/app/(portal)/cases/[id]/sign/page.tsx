import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { caseId } from '#contract/ids.ts'
import { SignPage } from '#web/features/minutes/sign-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { requireViewer } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('minutes'))('sign.title') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  return <SignPage viewer={await requireViewer()} caseId={id.data} />
}

export default withWords(Page, ['minutes'])
