import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { pageSize, readAuditChoice } from '#web/features/audit/audit-choice.ts'
import { AuditPage } from '#web/features/audit/audit-page.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') }
}

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function Page({ searchParams }: PageProps) {
  const actor = await requireActor()
  const choice = readAuditChoice(await searchParams)
  const found = await portal().searchTrail(actor, { about: choice.about, limit: pageSize, offset: (choice.page - 1) * pageSize })
  if (!found.ok) notFound()
  const subjects = await portal().findSubjects(actor, choice.text)
  return <AuditPage choice={choice} found={found.value} subjects={subjects.ok ? subjects.value : []} witnessKey={await portal().witnessKey()} />
}
