import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewPassword } from '#web/features/account/new-password.tsx'
import { withWords } from '#web/messages/words.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('newPassword.title') }
}

async function NewPasswordPage() {
  const t = await getTranslations('signIn')
  return (
    <>
      <h1 className="mb-3 text-title font-bold">{t('newPassword.title')}</h1>
      <p className="mb-8 text-quiet">{t('newPassword.lead')}</p>
      <NewPassword />
    </>
  )
}

export default withWords(NewPasswordPage, ['account', 'signIn'])
