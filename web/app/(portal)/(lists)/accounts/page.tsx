import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { AccountsPage } from '#web/features/accounts/accounts-page.tsx'
import { presentAccounts, readAccountChoice } from '#web/features/accounts/present-accounts.ts'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { portalEnv } from '#web/server/env.ts'
import { requireActor } from '#web/server/session.ts'
import { proofAsked } from '#web/server/step-up.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts'))('title') }
}

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

async function Page({ searchParams }: PageProps) {
  const found = await portal().listAccounts(await requireActor())
  if (!found.ok) notFound()
  const choice = readAccountChoice(await searchParams)
  return <AccountsPage facts={presentAccounts(found.value, choice, portal().clock())} choice={choice} proof={await proofAsked()} mail={portalEnv().SMTP_URL !== undefined} />
}

export default withWords(Page, ['accounts'])
