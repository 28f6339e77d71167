import { getTranslations } from 'next-intl/server'
import { notFound, redirect } from 'next/navigation'
import type { CaseId } from '#core/shared/ids.ts'
import { mayFreeze } from '#core/minutes/policy.ts'
import { portal } from '#web/server/compose.ts'
import type { Viewer } from '#web/server/session.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { QueryProvider } from '#web/ui/query-provider.tsx'
import { FileText } from 'lucide-react'
import { MinutesDesk } from './minutes-desk.tsx'
import { PaperHead } from './paper-head.tsx'
import { PaperRemote } from './paper-remote.tsx'
import { presentSigning } from './present-signing.ts'
import { SigningDesk } from './signing-desk.tsx'

interface CaseMinutesProps {
  readonly viewer: Viewer
  readonly caseId: CaseId
}

/** The minutes on their own page: written while a draft, else on to the signing desk. */
export async function MinutesPage({ viewer, caseId }: CaseMinutesProps) {
  const t = await getTranslations('minutes')
  const back = { href: caseLinks.page(caseId), label: t('page.back') }
  const opened = await portal().openMinutes(viewer.actor, { case: caseId })
  if (!opened.ok) {
    if (opened.error === 'case.not-found' || opened.error === 'case.not-allowed') notFound()
    return (
      <>
        <PageHeader title={t('page.title')} back={back} />
        <EmptyState
          icon={<FileText />}
          title={t(`page.${opened.error === 'minutes.too-early' ? 'tooEarly' : 'notStarted'}`)}
          action={<ButtonLink href={caseLinks.page(caseId)}>{t('page.back')}</ButtonLink>}
        />
      </>
    )
  }
  const { minutes, sessionEnded } = opened.value
  if (minutes.status !== 'draft') redirect(caseLinks.sign(caseId))
  return (
    <>
      <PageHeader
        title={t(minutes.form.amended === undefined ? 'page.title' : 'amend.page')}
        back={back}
        description={minutes.form.amended === undefined
          ? t('page.draft', { code: minutes.form.code, version: minutes.version })
          : t('amend.draft', { code: minutes.form.code, version: minutes.version, original: minutes.form.amended.code })}
      />
      <MinutesDesk
        caseId={caseId}
        version={minutes.version}
        me={viewer.person.name}
        form={minutes.form}
        document={minutes.document}
        mayFreeze={mayFreeze(viewer.actor, minutes.form)}
        sessionEnded={sessionEnded}
        head={<PaperHead form={minutes.form} />}
        foot={minutes.form.amended === undefined && <PaperRemote form={minutes.form} />}
      />
    </>
  )
}

/** Sign: exactly the sealed page, the chain of signers, one PIN field. */
export async function SignPage({ viewer, caseId }: CaseMinutesProps) {
  const t = await getTranslations('minutes')
  const history = await portal().viewMinutes(viewer.actor, { case: caseId })
  if (!history.ok) notFound()
  if (history.value.latest.status === 'draft') redirect(caseLinks.minutes(caseId))
  const hasKey = await portal().hasSigningKey(viewer.actor)
  return (
    <>
      <PageHeader title={t(history.value.latest.amends === null ? 'sign.title' : 'amend.signPage')} back={{ href: caseLinks.page(caseId), label: t('page.back') }} />
      <QueryProvider>
        <SigningDesk caseId={caseId} initial={presentSigning(history.value, viewer.actor)} hasKey={hasKey} outsideKinds={portal().outsideKeyKinds} />
      </QueryProvider>
    </>
  )
}
