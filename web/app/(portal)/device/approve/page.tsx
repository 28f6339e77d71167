import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ApproveDevice } from '#web/features/devices/approve.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('devices'))('approve.page') }
}

export default function Page() {
  return <ApproveDevice />
}
