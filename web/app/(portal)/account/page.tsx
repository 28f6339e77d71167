import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AccountPage } from '#web/features/account/account-page.tsx'
import { LanguageSwitch } from '#web/features/shell/language-switch.tsx'
import { requireViewer } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') }
}

export default async function Account() {
  return <AccountPage viewer={await requireViewer()} language={<LanguageSwitch />} />
}
