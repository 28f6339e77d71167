import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ForgottenPassword } from '#web/features/account/forgotten-password.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portalEnv } from '#web/server/env.ts'
import { TextLink } from '#web/ui/text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('forgotten.title') }
}

async function ForgottenPage() {
  const t = await getTranslations('signIn')
  return (
    <>
      <h1 className="mb-3 text-title font-bold">{t('forgotten.title')}</h1>
      {portalEnv().SMTP_URL === undefined ? <p className="text-quiet">{t('forgotten.noMail')}</p> : <ForgottenPassword />}
      <p className="mt-8 text-dense"><TextLink href="/sign-in">{t('back')}</TextLink></p>
    </>
  )
}

export default withWords(ForgottenPage, ['signIn'])
