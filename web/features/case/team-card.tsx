import { Check, Clock, UsersRound, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import type { CaseView } from './present-case.ts'

const replies = {
  pending: { tone: 'gold', icon: <Clock /> },
  accepted: { tone: 'jade', icon: <Check /> },
  declined: { tone: 'red', icon: <X /> },
} as const

/** Who was invited, as what, and what they answered when. */
export function TeamCard({ team }: Pick<CaseView, 'team'>) {
  const t = useTranslations('casePage')
  const words = useTranslations('caseWords')
  return (
    <Card title={t('team')} icon={<UsersRound />}>
      {team.length === 0 ? <p className="text-quiet">{t('noTeam')}</p> : (
        <ul className="divide-y divide-line">
          {team.map((one) => (
            <li key={`${one.person.name} ${one.part}`} className="flex items-start gap-3 py-2.5 first:pt-0 last:pb-0">
              <Avatar name={one.person.name} size="sm" />
              <div className="min-w-0 flex-1">
                <PersonName {...one.person} className="font-semibold" />
                <p className="text-dense text-quiet">{words(`part.${one.part}`)} · {one.organization}</p>
                {one.reason !== null && <p className="text-dense">{t('declined', { reason: one.reason })}</p>}
              </div>
              <div className="shrink-0 text-right">
                <Badge tone={replies[one.reply].tone} icon={replies[one.reply].icon}>{words(`reply.${one.reply}`)}</Badge>
                <Moment at={one.at} format="day-time" className="block text-small text-faint" />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
