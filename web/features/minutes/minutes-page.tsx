import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { notFound, redirect } from 'next/navigation'
import type { CaseId } from '#core/shared/ids.ts'
import { mayFreeze } from '#core/minutes/policy.ts'
import { portal } from '#web/server/compose.ts'
import type { Viewer } from '#web/server/session.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { FileText } from 'lucide-react'
import { closedWords } from './closed-words.ts'
import { MinutesDesk } from './minutes-desk-later.tsx'
import { PaperHead } from './paper-head.tsx'
import { PaperRemote } from './paper-remote.tsx'

/** Whose minutes of which case a page opens. */
export interface CaseMinutesProps {
  readonly viewer: Viewer
  readonly caseId: CaseId
}

interface MinutesPageProps extends CaseMinutesProps {
  /** Where the chair names who writes the minutes. */
  readonly naming: ReactNode
}

/** The minutes on their own page: written while a draft, else on to the signing desk. */
export async function MinutesPage({ viewer, caseId, naming }: MinutesPageProps) {
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
          title={t(`page.${closedWords[opened.error]}`)}
          action={opened.error === 'minutes.no-secretary' ? naming : <ButtonLink href={caseLinks.page(caseId)}>{t('page.back')}</ButtonLink>}
        />
      </>
    )
  }
  const { minutes, sessionEnded, secretaryMissing } = opened.value
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
      {secretaryMissing && mayFreeze(viewer.actor, minutes.form) && <Callout tone="warning" title={t('page.secretaryMissing')} className="mb-4">{naming}</Callout>}
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
