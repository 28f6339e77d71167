import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTimeZone, getTranslations } from 'next-intl/server'
import { readActivityChoice, windowOf } from '#web/features/activity/activity-choice.ts'
import { ActivityPage } from '#web/features/activity/activity-page.tsx'
import { portal } from '#web/server/compose.ts'
import { requireViewer } from '#web/server/session.ts'
import { toWallTime } from '#web/ui/zoned-time.ts'

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activity'))('title') }
}

export default async function Page({ searchParams }: PageProps) {
  const [viewer, timeZone] = await Promise.all([requireViewer(), getTimeZone()])
  const choice = readActivityChoice(await searchParams, toWallTime(portal().clock(), timeZone).date)
  const activity = await portal().viewActivity(viewer.actor, { window: windowOf(choice, timeZone), side: choice.side })
  if (!activity.ok) notFound()
  return <ActivityPage choice={choice} activity={activity.value} hospital={viewer.membership.organization.name} />
}
