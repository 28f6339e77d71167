import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { caseId } from '#contract/ids.ts'
import { BreakGlassPage } from '#web/features/break-glass/break-glass-page.tsx'
import { presentBehindGlass, presentOpenings } from '#web/features/break-glass/present-glass.ts'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { proofAsked } from '#web/server/step-up.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('glass'))('title') }
}

async function Page({ searchParams }: { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const actor = await requireActor()
  const own = await portal().listOwnGlass(actor)
  if (!own.ok) notFound()
  const from = caseId.safeParse((await searchParams)['case'])
  const given = from.success ? presentBehindGlass(await portal().nameBehindGlass(actor, from.data)) : []
  return <BreakGlassPage given={given} proof={await proofAsked()} own={presentOpenings(own.value, { hospital: actor.organization, now: portal().clock() })} />
}

export default withWords(Page, ['glass'])
