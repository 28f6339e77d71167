import type { ReactNode } from 'react'
import { LanguageSwitch } from '#web/features/shell/language-switch.tsx'
import { QueryProvider } from '#web/ui/query-provider.tsx'

/** Dark as the room behind it; nobody is signed in here. */
export default function GuestLayout({ children }: { readonly children: ReactNode }) {
  return (
    <QueryProvider>
      <div data-theme="room" data-stage className="min-h-dvh">
        <div className="absolute top-2 right-2 z-10"><LanguageSwitch /></div>
        {children}
      </div>
    </QueryProvider>
  )
}
