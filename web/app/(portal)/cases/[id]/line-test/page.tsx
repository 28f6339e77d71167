import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { caseId } from '#contract/ids.ts'
import { LineTestPage } from '#web/features/room/line-test/line-test-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lineTest'))('title') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  const opened = await portal().viewCase(await requireActor(), id.data)
  if (!opened.ok || !('session' in opened.value)) notFound()
  return <LineTestPage of={{ id: id.data, code: opened.value.code }} />
}

export default withWords(Page, ['lineTest'])
