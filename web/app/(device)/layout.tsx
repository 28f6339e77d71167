import type { ReactNode } from 'react'
import { LanguageSwitch } from '#web/features/shell/language-switch.tsx'

/** A meeting room's machine before anybody has identified themselves. */
export default function DeviceLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div data-theme="room" data-stage className="min-h-dvh">
      <div className="absolute top-2 right-2 z-10"><LanguageSwitch /></div>
      {children}
    </div>
  )
}
