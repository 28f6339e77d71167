import { MailCheck, MailOpen, MailX } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ConsultCase, StaffedCase, TeamMember } from '#core/case/case.ts'
import { hasTeam } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import { membershipOf } from '#core/case/policy.ts'
import { isAnswerable } from '#core/case/transitions.ts'
import type { Actor } from '#core/directory/actor.ts'
import { spokenAge } from '#core/record/patient.ts'
import { Card } from '#web/ui/card.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { InvitationAnswer } from './invitation-answer.tsx'
import { presentReplies } from './present-desk.ts'

interface InvitationPanelProps {
  readonly actor: Actor
  readonly one: ConsultCase
  readonly names: Names
}

const icons = { pending: <MailOpen />, accepted: <MailCheck />, declined: <MailX /> } as const
const titles = { pending: 'title', accepted: 'accepted', declined: 'declined' } as const

/** The invitation of whoever looks, with the summary that may be seen before accepting; nothing for those who are not invited. */
export async function InvitationPanel({ actor, one, names }: InvitationPanelProps) {
  const mine = membershipOf(actor, one)
  if (mine === null || !hasTeam(one) || !isAnswerable(one, mine)) return null
  const t = await getTranslations('coordination.invitation')
  const words = await getTranslations('caseWords')
  const { reply } = mine.invitation
  return (
    <Card
      id="invitation"
      icon={icons[reply]}
      title={t(titles[reply], { part: words(`part.${mine.part}`).toLowerCase() })}
      tone={reply === 'pending' ? 'jade' : 'plain'}
      className="scroll-mt-36"
    >
      <div className="grid gap-4">
        {reply === 'pending' && <Summary one={one} mine={mine} names={names} />}
        {mine.invitation.reply === 'declined' && <p className="text-quiet">{mine.invitation.reason}</p>}
        <InvitationAnswer caseId={one.id} reply={reply} />
      </div>
    </Card>
  )
}

interface SummaryProps {
  readonly one: StaffedCase
  readonly mine: TeamMember
  readonly names: Names
}

async function Summary({ one, mine, names }: SummaryProps) {
  const t = await getTranslations('coordination.invitation')
  const words = await getTranslations('caseWords')
  const requester = names.people.get(one.requester)
  const mineName = names.people.get(mine.practitioner)?.name
  const others = presentReplies(one, names).filter((member) => member.name !== mineName)
  return (
    <>
      <KeyValueList
        items={[
          { term: t('patient'), value: <PatientLine patient={{ name: one.subject.name, age: spokenAge(one.subject.birthDate, one.createdAt), sex: one.subject.sex }} /> },
          { term: t('question'), value: <ol className="list-decimal pl-5">{one.request.questions.map((question) => <li key={question.id}>{question.text}</li>)}</ol> },
          { term: t('diagnosis'), value: one.request.provisionalDiagnosis },
          { term: t('specialty'), value: words(`specialty.${one.request.specialty}`) },
          { term: t('from'), value: `${names.organizations.get(one.requestingOrganization)?.name ?? '—'}${requester ? `, ${requester.title} ${requester.name}` : ''}` },
          {
            term: t('when'),
            value: 'session' in one ? <><Moment at={one.session.startsAt} format="long" /> · {t('minutes', { minutes: one.session.durationMinutes })}</> : t('notBooked'),
          },
          { term: t('others'), value: others.map((member) => `${member.title} ${member.name} (${words(`part.${member.part}`).toLowerCase()})`).join('; ') },
        ]}
      />
      <p className="text-dense text-quiet">{t('opens')}</p>
    </>
  )
}
