import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { caseId } from '#contract/ids.ts'
import { RecordingsPage } from '#web/features/recording/recordings-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { requireActor } from '#web/server/session.ts'

interface Props {
  readonly params: Promise<{ readonly id: string }>
  readonly searchParams: Promise<{ readonly recording?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recording.player'))('title') }
}

async function Page({ params, searchParams }: Props) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  const { recording } = await searchParams
  return <RecordingsPage actor={await requireActor()} caseId={id.data} chosen={typeof recording === 'string' ? recording : null} />
}

export default withWords(Page, ['recording'])
