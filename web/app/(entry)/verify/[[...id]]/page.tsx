import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { VerifyForm } from '#web/features/verify/verify-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('verify'))('title') }
}

/** Open to everyone: the address printed on every page of the minutes leads here. */
export default async function Page() {
  const t = await getTranslations('verify')
  return (
    <>
      <h1 className="mb-3 text-title font-bold">{t('title')}</h1>
      <p className="mb-8 text-quiet">{t('lead')}</p>
      <VerifyForm />
    </>
  )
}
