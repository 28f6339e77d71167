'use client'

import { FailedPage } from '#web/features/shell/failed-page.tsx'

export default function PortalError({ error, retry }: { readonly error: Error & { readonly digest?: string }; readonly retry: () => void }) {
  return <FailedPage error={error} retry={retry} />
}
