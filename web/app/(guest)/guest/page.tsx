import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GuestDoor } from '#web/features/room/guest/guest-door.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guestDoor'))('title'), robots: { index: false, follow: false } }
}

export default function Page() {
  return <GuestDoor />
}
