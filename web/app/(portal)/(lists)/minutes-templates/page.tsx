import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { specialtyCodes } from '#core/directory/directory.ts'
import { TemplatesPage } from '#web/features/minutes-templates/templates-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

const choice = z.object({ specialty: z.enum(specialtyCodes).nullable().catch(null) })

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('minutesTemplates'))('title') }
}

async function Page({ searchParams }: { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const kept = await portal().viewTemplates(await requireActor())
  if (!kept.ok) notFound()
  return <TemplatesPage kept={kept.value} chosen={choice.parse(await searchParams).specialty} />
}

export default withWords(Page, ['minutesTemplates'])
