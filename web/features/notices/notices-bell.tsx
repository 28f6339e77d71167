import type { Actor } from '#core/directory/actor.ts'
import { portal } from '#web/server/compose.ts'
import { Bell } from './bell.tsx'
import { presentBoard } from './notice-board.ts'

/** The bell with what is known when the page is made. */
export async function NoticesBell({ actor }: { readonly actor: Actor }) {
  return <Bell given={presentBoard(await portal().readNotices(actor))} />
}
