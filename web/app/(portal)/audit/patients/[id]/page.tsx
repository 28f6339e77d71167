import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { patientId } from '#contract/ids.ts'
import { DisclosurePage } from '#web/features/audit/disclosure-page.tsx'
import { portal } from '#web/server/compose.ts'
import { requireViewer } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('disclosure.title') }
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { actor, membership } = await requireViewer()
  const patient = patientId.safeParse((await params).id)
  const disclosed = patient.success ? await portal().disclosePatient(actor, patient.data) : null
  if (disclosed?.ok !== true) notFound()
  return <DisclosurePage disclosure={disclosed.value} hospital={membership.organization.name} />
}
