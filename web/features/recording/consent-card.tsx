import { CircleDot } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { PatientConsent } from '#core/record/view-consents.ts'
import { Badge } from '#web/ui/badge.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { ConsentDialog } from './consent-dialog.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

interface ConsentCardProps {
  readonly caseId: string
  readonly consent: PatientConsent
  /** How many recordings this viewer may watch. */
  readonly recordings: number
}

/** Whether the patient's side allows recording, and the way to what was recorded. */
export async function ConsentCard({ caseId, consent: { standing, recordedBy, mayChange }, recordings }: ConsentCardProps) {
  const t = await getTranslations('recording.consent')
  return (
    <Card id="consents" title={t('title')} icon={<CircleDot />} className="scroll-mt-36">
      <div className="grid gap-4">
        {standing?.subject.who !== 'patient' ? (
          <p className="text-quiet">{t(mayChange ? 'none' : 'noneOther')}</p>
        ) : (
          <>
            <p><Badge tone="jade">{t('standing')}</Badge></p>
            <KeyValueList
              items={[
                { term: t('given'), value: t(`by.${standing.subject.givenBy}`) },
                { term: t('evidence'), value: standing.evidence },
                { term: t('at'), value: <Moment at={standing.recordedAt} /> },
                ...(recordedBy === null ? [] : [{ term: t('recordedBy'), value: <PersonName name={recordedBy.name} title={recordedBy.title} /> }]),
              ]}
            />
          </>
        )}
        {mayChange && (
          <div>{standing === null ? <ConsentDialog caseId={caseId} /> : <WithdrawDialog caseId={caseId} consentId={standing.id} />}</div>
        )}
        {recordings > 0 && <div><ButtonLink href={caseLinks.recordings(caseId)}>{t('watch')}</ButtonLink></div>}
      </div>
    </Card>
  )
}
