import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmergencyWall } from '#web/features/emergency/emergency-wall.tsx'
import { requireViewer } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('emergency'))('wall.title') }
}

export default async function Page() {
  const { membership } = await requireViewer()
  return <EmergencyWall hospital={membership.organization.shortName} />
}
