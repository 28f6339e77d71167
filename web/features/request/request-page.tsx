import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { Actor } from '#core/directory/actor.ts'
import { caseId } from '#contract/ids.ts'
import { caseLinks } from '#web/ui/case-links.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { portal } from '#web/server/compose.ts'
import type { PreviewSnapshot } from './preview-dialog.tsx'
import { presentRequest } from './present-request.ts'
import { RequestForm } from './request-form.tsx'

interface RequestPageProps {
  readonly actor: Actor
  readonly id: string
  readonly preview: PreviewSnapshot
}

/** The page on which a request is written; a case that has moved on is shown instead. */
export async function RequestPage({ actor, id, preview }: RequestPageProps) {
  const parsed = caseId.safeParse(id)
  if (!parsed.success) notFound()
  const opened = await portal().openRequest(actor, parsed.data)
  if (!opened.ok) {
    if (opened.error === 'case.wrong-state') redirect(caseLinks.page(id))
    notFound()
  }
  const view = presentRequest(actor, opened.value, portal().clock())
  const t = await getTranslations('request')
  const isAnswer = view.ask !== null
  return (
    <>
      <PageHeader
        eyebrow={isAnswer ? t('answerOf', { code: view.code }) : t('draftOf', { code: view.code })}
        title={<PatientLine patient={view.patient} />}
        back={isAnswer
          ? { href: caseLinks.page(view.id), label: t('backToCase', { code: view.code }) }
          : { href: `/patients/${view.patient.id}`, label: t('backToRecord') }}
      />
      <RequestForm key={`${view.id} ${view.revision}`} view={view} preview={preview} />
    </>
  )
}
