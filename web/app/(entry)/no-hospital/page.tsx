import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { currentVisit } from '#web/server/session.ts'
import { LeaveButton } from '#web/ui/leave-button.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell'))('noHospital.title') }
}

export default async function NoHospitalPage() {
  const t = await getTranslations('shell')
  const visit = await currentVisit()
  if (visit.state !== 'without-hospital') redirect('/')
  return (
    <>
      <h1 className="mb-3 text-title font-bold">{t('noHospital.title')}</h1>
      <p className="mb-8 text-quiet">{t('noHospital.remedy', { email: visit.email })}</p>
      <LeaveButton to="/sign-in" variant="primary">{t('signOut')}</LeaveButton>
    </>
  )
}
