import type { ReactNode } from 'react'
import { requireViewer } from '#web/server/session.ts'

/** Full screen and dark: the room and what leads into it. */
export default async function StageLayout({ children }: { readonly children: ReactNode }) {
  await requireViewer()
  return <div data-theme="room" data-stage className="min-h-dvh">{children}</div>
}
