import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BundleDialog } from '#web/features/record-entry/bundle-dialog.tsx'
import { PatientsPage } from '#web/features/patients/patients-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('patients'))('title') }
}

async function Page() {
  return <PatientsPage actor={await requireActor()} takeIn={<BundleDialog />} />
}

export default withWords(Page, ['patients', 'recordEntry'])
