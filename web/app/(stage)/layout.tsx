import type { ReactNode } from 'react'
import { DeviceBar } from '#web/features/devices/device-bar.tsx'
import { RingWatch } from '#web/features/emergency/ring-watch.tsx'
import { Words } from '#web/messages/words.tsx'
import { requireViewer } from '#web/server/session.ts'
import { QueryProvider } from '#web/ui/query-provider.tsx'

/** Full screen and dark: the room and what leads into it. */
export default async function StageLayout({ children }: { readonly children: ReactNode }) {
  const viewer = await requireViewer()
  return (
    <Words areas={['caseWords', 'devices', 'emergency', 'refusals']}>
      <QueryProvider>
        <div data-theme="room" data-stage className="min-h-dvh">{children}</div>
        {viewer.device !== undefined && <DeviceBar device={viewer.device.name} person={`${viewer.person.title} ${viewer.person.name}`} />}
        <RingWatch />
      </QueryProvider>
    </Words>
  )
}
