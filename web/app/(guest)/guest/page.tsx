import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GuestDoor } from '#web/features/room/guest/guest-door.tsx'
import { withWords } from '#web/messages/words.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guestDoor'))('title'), robots: { index: false, follow: false } }
}

function Page() {
  return <GuestDoor />
}

export default withWords(Page, ['caseWords', 'guestDoor', 'line', 'recording', 'refusals', 'room'])
