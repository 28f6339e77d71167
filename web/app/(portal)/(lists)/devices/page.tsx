import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { isRoom } from '#core/asset/asset.ts'
import { DevicesPage } from '#web/features/devices/devices-page.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('devices'))('title') }
}

export default async function Page() {
  const actor = await requireActor()
  const [found, kept] = [await portal().viewDevices(actor), await portal().viewAssets(actor)]
  if (!found.ok || !kept.ok) notFound()
  return <DevicesPage devices={found.value} rooms={kept.value.assets.flatMap(({ asset: { id, kind, name } }) => (isRoom(kind) ? [{ id, name }] : []))} />
}
