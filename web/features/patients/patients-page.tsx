import { ShieldX } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Actor } from '#core/directory/actor.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { portal } from '#web/server/compose.ts'
import { PatientSearch } from './patient-search.tsx'
import { presentPatients } from './present-patients.ts'

/** The hospital's patients, those admitted latest first until something is typed. */
export async function PatientsPage({ actor, takeIn }: { readonly actor: Actor; readonly takeIn: ReactNode }) {
  const t = await getTranslations('patients')
  const found = await portal().searchPatients(actor, '')
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} {...(found.ok && { actions: takeIn })} />
      {found.ok
        ? <PatientSearch initial={presentPatients(found.value, portal().clock())} />
        : <EmptyState icon={<ShieldX />} title={t('notAllowed')} description={t('notAllowedHint')} />}
    </>
  )
}
