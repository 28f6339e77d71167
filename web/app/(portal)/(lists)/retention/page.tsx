import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { pageSize, RetentionPage } from '#web/features/retention/retention-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

const choice = z.object({
  q: z.string().trim().max(40).catch(''),
  state: z.enum(['kept', 'held', 'listed', 'released']).nullable().catch(null),
  page: z.coerce.number().int().positive().max(10_000).catch(1),
})

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('retention'))('title') }
}

async function Page({ searchParams }: { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const { q, state, page } = choice.parse(await searchParams)
  const found = await portal().viewRetention(await requireActor(), { code: q, state, limit: pageSize, offset: (page - 1) * pageSize })
  if (!found.ok) notFound()
  return <RetentionPage found={found.value} now={portal().clock()} page={page} code={q} />
}

export default withWords(Page, ['retention'])
