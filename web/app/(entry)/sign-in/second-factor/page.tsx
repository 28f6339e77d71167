import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { safeNext } from '#web/features/account/safe-next.ts'
import { SecondFactorForm } from '#web/features/account/second-factor-form.tsx'
import { withWords } from '#web/messages/words.tsx'
import { TextLink } from '#web/ui/text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('secondFactorTitle') }
}

interface SecondFactorPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function SecondFactorPage({ searchParams }: SecondFactorPageProps) {
  const t = await getTranslations('signIn')
  const next = safeNext((await searchParams)['next'])
  return (
    <>
      <h1 className="mb-8 text-title font-bold">{t('secondFactorTitle')}</h1>
      <SecondFactorForm next={next} />
      <p className="mt-8 text-dense"><TextLink href={`/sign-in?next=${encodeURIComponent(next)}`}>{t('back')}</TextLink></p>
    </>
  )
}

export default withWords(SecondFactorPage, ['signIn'])
