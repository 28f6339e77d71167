import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { textOfMessage } from '#adapters/hl7v2/message-head.ts'
import { refusedId } from '#contract/ids.ts'
import { presentRefused } from '#web/features/refused/present-refused.ts'
import { RefusedDetail } from '#web/features/refused/refused-detail.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('refused'))('detail.title') }
}

/** One message that could not be taken; every opening is recorded. */
async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const actor = await requireActor()
  const id = refusedId.safeParse((await params).id)
  const opened = id.success ? await portal().openRefused(actor, id.data) : null
  if (opened?.ok !== true) notFound()
  const { message, mayDeal, mayRead, content } = opened.value
  return <RefusedDetail message={presentRefused(message)} mayDeal={mayDeal} mayRead={mayRead} text={content === null ? null : textOfMessage(content)} />
}

export default withWords(Page, ['refused'])
