import type { ReactNode } from 'react'
import { EntryFrame } from '#web/features/account/entry-frame.tsx'
import { LanguageSwitch } from '#web/features/shell/language-switch.tsx'

export default function EntryLayout({ children }: { readonly children: ReactNode }) {
  return <EntryFrame corner={<LanguageSwitch />}>{children}</EntryFrame>
}
