import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { DevicesPage } from '#web/features/devices/devices-page.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('devices'))('title') }
}

export default async function Page() {
  const found = await portal().viewDevices(await requireActor())
  if (!found.ok) notFound()
  return <DevicesPage devices={found.value} />
}
