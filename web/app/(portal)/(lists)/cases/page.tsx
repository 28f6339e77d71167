import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CaseListPage } from '#web/features/cases/case-list-page.tsx'
import { readCaseChoice, toCaseQuery } from '#web/features/cases/case-query.ts'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

interface CasesPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cases'))('title') }
}

async function CasesPage({ searchParams }: CasesPageProps) {
  const actor = await requireActor()
  const choice = readCaseChoice(await searchParams)
  return <CaseListPage actor={actor} choice={choice} found={await portal().browseCases(actor, toCaseQuery(choice, ''))} now={portal().clock()} />
}

export default withWords(CasesPage, ['cases'])
