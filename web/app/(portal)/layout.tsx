import type { ReactNode } from 'react'
import { PortalShell } from '#web/features/shell/portal-shell.tsx'
import { requireViewer } from '#web/server/session.ts'

export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  return <PortalShell viewer={await requireViewer()}>{children}</PortalShell>
}
