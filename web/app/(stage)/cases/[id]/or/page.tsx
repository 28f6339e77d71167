import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { caseId } from '#contract/ids.ts'
import { OrConsole } from '#web/features/room/or-console.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireViewer } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('room'))('consoleTitle') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  const viewer = await requireViewer()
  const opened = await portal().viewCase(viewer.actor, id.data)
  if (!opened.ok || !('session' in opened.value)) notFound()
  // On a wall in sight of everyone: the case's code, never the patient's name.
  return <OrConsole caseId={id.data} heading={opened.value.code} />
}

export default withWords(Page, ['recording', 'room'])
