import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { caseId } from '#contract/ids.ts'
import { SecretaryChoice } from '#web/features/emergency/secretary-choice-later.tsx'
import { MinutesPage } from '#web/features/minutes/minutes-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { requireViewer } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('minutes'))('page.title') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  return <MinutesPage viewer={await requireViewer()} caseId={id.data} naming={<SecretaryChoice caseId={id.data} />} />
}

export default withWords(Page, ['minutes', 'minutesEditor'])
