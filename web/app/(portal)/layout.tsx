import type { ReactNode } from 'react'
import { mayCallEmergency } from '#core/emergency/call.ts'
import { DeviceBar } from '#web/features/devices/device-bar.tsx'
import { EmergencyButton } from '#web/features/emergency/emergency-button.tsx'
import { RingWatch } from '#web/features/emergency/ring-watch.tsx'
import { NoticesBell } from '#web/features/notices/notices-bell.tsx'
import { OnDutySwitch } from '#web/features/roster/on-duty-switch.tsx'
import { findInPortal } from '#web/features/search/actions.ts'
import { PortalShell } from '#web/features/shell/portal-shell.tsx'
import { Words } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireViewer } from '#web/server/session.ts'
import { QueryProvider } from '#web/ui/query-provider.tsx'

export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const viewer = await requireViewer()
  return (
    <Words areas={['caseWords', 'devices', 'emergency', 'notices', 'refusals', 'roster']}>
      <QueryProvider>
        <PortalShell
          viewer={viewer}
          notices={<NoticesBell actor={viewer.actor} />}
          emergency={mayCallEmergency(viewer.actor) && <><OnDutySwitch given={await portal().isOnDuty(viewer.actor)} /><EmergencyButton /></>}
          find={findInPortal}
        >
          {children}
        </PortalShell>
        {viewer.device !== undefined && <DeviceBar device={viewer.device.name} person={`${viewer.person.title} ${viewer.person.name}`} />}
        <RingWatch />
      </QueryProvider>
    </Words>
  )
}
