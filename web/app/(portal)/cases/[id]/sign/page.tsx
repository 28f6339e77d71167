import { notFound } from 'next/navigation'
import { caseId } from '#contract/ids.ts'
import { SignPage } from '#web/features/minutes/minutes-page.tsx'
import { requireViewer } from '#web/server/session.ts'

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = caseId.safeParse((await params).id)
  if (!id.success) notFound()
  return <SignPage viewer={await requireViewer()} caseId={id.data} />
}
