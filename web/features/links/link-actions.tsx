'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { answerLink, endLink } from './actions.ts'
import type { ProposalFacts } from './present-links.ts'

interface ProposalAnswersProps {
  readonly contract: string
  readonly may: ProposalFacts['may']
}

/** What the own hospital may answer to a proposal; each answer is asked for once more, since none is taken back. */
export function ProposalAnswers({ contract, may }: ProposalAnswersProps) {
  const t = useTranslations('links')
  const refusal = useRefusal()
  const router = useRouter()
  const give = async (answer: ProposalFacts['may'][number]): Promise<void> => {
    const given = await answerLink({ contract, answer })
    if (given.ok) notify.success(t(`answered.${answer}`))
    else notify.error(refusal(given.code), { code: given.code })
    router.refresh()
  }
  return may.map((answer) => (
    <AlertDialog
      key={answer}
      trigger={<Button size="sm" variant={answer === 'accepted' ? 'primary' : 'secondary'}>{t(`answer.${answer}`)}</Button>}
      title={t(`ask.${answer}`)}
      description={t(`what.${answer}`)}
      confirmLabel={t(`answer.${answer}`)}
      onConfirm={() => give(answer)}
    />
  ))
}

/** Ends a link before its time, with the reason that the other hospital reads. */
export function EndLink(link: { readonly hub: string; readonly satellite: string; readonly validFrom: string }) {
  const t = useTranslations('links')
  const refusal = useRefusal()
  const router = useRouter()
  const end = async (reason: string): Promise<string | null> => {
    const answer = await endLink({ ...link, reason })
    if (!answer.ok) return refusal(answer.code)
    notify.success(t('ended'))
    router.refresh()
    return null
  }
  return (
    <ReasonDialog
      trigger={<Button size="sm" variant="danger">{t('end')}</Button>}
      title={t('endTitle')}
      description={t('endHint')}
      label={t('reason')}
      submit={t('end')}
      keep={t('keep')}
      danger
      onSubmit={end}
    />
  )
}
