import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { safeNext } from '#web/features/account/safe-next.ts'
import { SecondFactorDue } from '#web/features/account/second-factor-due.tsx'
import { withWords } from '#web/messages/words.tsx'
import { currentVisit } from '#web/server/session.ts'
import { LeaveButton } from '#web/ui/leave-button.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('setUp.title') }
}

interface SetUpPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function SetUpSecondFactorPage({ searchParams }: SetUpPageProps) {
  const t = await getTranslations('signIn')
  const next = safeNext((await searchParams)['next'])
  if ((await currentVisit()).state !== 'second-factor-due') redirect(next)
  return (
    <>
      <h1 className="mb-3 text-title font-bold">{t('setUp.title')}</h1>
      <p className="mb-8 text-quiet">{t('setUp.lead')}</p>
      <SecondFactorDue next={next} />
      <LeaveButton to="/sign-in" variant="quiet" className="mt-8">{t('setUp.leave')}</LeaveButton>
    </>
  )
}

export default withWords(SetUpSecondFactorPage, ['account'])
