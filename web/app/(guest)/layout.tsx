import type { ReactNode } from 'react'
import { LanguageSwitch } from '#web/features/shell/language-switch.tsx'
import { QueryProvider } from '#web/ui/query-provider.tsx'

/** Dark as the room behind it; nobody is signed in here. Inside the room its own head stands where the language is chosen before. */
export default function GuestLayout({ children }: { readonly children: ReactNode }) {
  return (
    <QueryProvider>
      <div data-theme="room" data-stage className="group/guest min-h-dvh max-sm:[&_main>h1]:mt-10">
        <div className="absolute top-2 right-2 z-10 group-has-[main>header]/guest:hidden"><LanguageSwitch /></div>
        {children}
      </div>
    </QueryProvider>
  )
}
