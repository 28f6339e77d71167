import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { patientId } from '#contract/ids.ts'
import { ViewerPage } from '#web/features/viewer/viewer-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('viewer'))('title') }
}

async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = patientId.safeParse((await params).id)
  if (!id.success) notFound()
  const record = await portal().viewRecord(await requireActor(), id.data)
  if (!record.ok) notFound()
  return (
    <ViewerPage
      studies={record.value.imagingStudies}
      media={record.value.media}
      base={`/api/patients/${id.data}/dicomweb`}
      captureTo={null}
      back={{ href: `/patients/${id.data}`, of: 'patient' }}
    />
  )
}

export default withWords(Page, ['viewer'])
