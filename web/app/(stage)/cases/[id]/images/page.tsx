import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { caseId } from '#contract/ids.ts'
import { ViewerPage } from '#web/features/viewer/viewer-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { caseLinks } from '#web/ui/case-links.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('viewer'))('title') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  const actor = await requireActor()
  const snapshot = await portal().viewSnapshot(actor, id.data)
  if (!snapshot.ok) notFound()
  const { record } = snapshot.value.content
  return (
    <ViewerPage
      studies={record.imagingStudies}
      media={record.media}
      base={`/api/cases/${id.data}/dicomweb`}
      captureTo={record.patient.masked === true ? null : `/api/cases/${id.data}/frames`}
      back={{ href: caseLinks.page(id.data), of: 'case' }}
    />
  )
}

export default withWords(Page, ['viewer'])
