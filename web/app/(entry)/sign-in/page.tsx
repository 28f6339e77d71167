import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { demoAccounts } from '#prisma/seed/demo-accounts.ts'
import { safeNext } from '#web/features/account/safe-next.ts'
import { SignInPanel } from '#web/features/account/sign-in-panel.tsx'
import { withWords } from '#web/messages/words.tsx'
import { passkeysPossible, singleSignOnId } from '#web/server/auth.ts'
import { portalEnv } from '#web/server/env.ts'
import { currentSignIn } from '#web/server/session.ts'
import { TextLink } from '#web/ui/text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') }
}

interface SignInPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function SignInPage({ searchParams }: SignInPageProps) {
  const t = await getTranslations('signIn')
  const next = safeNext((await searchParams)['next'])
  if (await currentSignIn()) redirect(next)
  const env = portalEnv()
  return (
    <>
      <h1 className="mb-8 text-title font-bold">{t('title')}</h1>
      <SignInPanel
        next={next}
        passkeys={passkeysPossible(env.PUBLIC_ORIGIN)}
        singleSignOn={env.OIDC_ISSUER === undefined ? undefined : { id: singleSignOnId, name: env.OIDC_NAME }}
        demoAccounts={env.DEMO ? demoAccounts.map(({ email, name, title, organization, part }) => ({ email, name, title, organization, part })) : []}
      />
      <p className="mt-8 text-dense"><TextLink href="/sign-in/forgotten">{t('forgot')}</TextLink></p>
      <p className="mt-2 text-dense text-quiet">{t('help')}</p>
    </>
  )
}

export default withWords(SignInPage, ['signIn'])
