import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AdmissionDialog } from '#web/features/record-entry/admission-dialog.tsx'
import { BundleDialog } from '#web/features/record-entry/bundle-dialog.tsx'
import { PatientsPage } from '#web/features/patients/patients-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('patients'))('title') }
}

async function Page() {
  const actor = await requireActor()
  const departments = await portal().listDepartments(actor)
  return <PatientsPage actor={actor} takeIn={<><BundleDialog /><AdmissionDialog departments={departments.map(({ name }) => name)} /></>} />
}

export default withWords(Page, ['admission', 'patients', 'recordEntry'])
