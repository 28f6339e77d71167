import { EmergencyWall } from '#web/features/emergency/emergency-wall.tsx'
import { requireViewer } from '#web/server/session.ts'

export default async function Page() {
  const { membership } = await requireViewer()
  return <EmergencyWall hospital={membership.organization.shortName} />
}
