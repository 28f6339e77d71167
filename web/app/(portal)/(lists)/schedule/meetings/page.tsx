import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MeetingsPage } from '#web/features/meetings/meetings-page.tsx'
import { presentKeptMeetings } from '#web/features/meetings/present-meetings.ts'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('meetings'))('title') }
}

async function Page() {
  const actor = await requireActor()
  const kept = await portal().viewMeetings(actor)
  const listed = await portal().listRounds(actor, kept.meetings.map(({ meeting }) => meeting))
  return <MeetingsPage facts={presentKeptMeetings(kept, listed, actor)} />
}

export default withWords(Page, ['assets', 'meetings'])
