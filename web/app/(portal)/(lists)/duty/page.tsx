import type { Metadata } from 'next'
import { getTimeZone, getTranslations } from 'next-intl/server'
import { presentRoster } from '#web/features/roster/present-roster.ts'
import { RosterPage } from '#web/features/roster/roster-page.tsx'
import { weekOf } from '#web/features/roster/roster-week-choice.ts'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('roster'))('title') }
}

export default async function Page({ searchParams }: PageProps) {
  const [actor, timeZone] = await Promise.all([requireActor(), getTimeZone()])
  const { monday, window } = weekOf((await searchParams)['week'], portal().clock(), timeZone)
  const roster = presentRoster(await portal().viewRoster(actor, window), actor)
  return <RosterPage roster={roster} monday={monday} timeZone={timeZone} />
}
