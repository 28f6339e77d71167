import { Check, Clock3, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import type { ReplyFacts } from './present-desk.ts'

const looks = {
  pending: { tone: 'gold', icon: <Clock3 aria-hidden /> },
  accepted: { tone: 'jade', icon: <Check aria-hidden /> },
  declined: { tone: 'red', icon: <X aria-hidden /> },
} as const

/** Who was invited as what, and what they answered when. */
export function TeamReplies({ replies }: { readonly replies: readonly ReplyFacts[] }) {
  const t = useTranslations('coordination.team')
  const words = useTranslations('caseWords')
  return (
    <ul className="divide-y divide-line">
      {replies.map((member) => (
        <li key={`${member.part} ${member.name}`} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 py-2.5 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:items-center">
          <Avatar name={member.name} />
          <div className="min-w-0">
            <PersonName name={member.name} title={member.title} className="font-semibold" />
            <p className="text-dense text-quiet">{words(`part.${member.part}`)} · {member.hospital}</p>
          </div>
          <div className="col-start-2 text-dense sm:col-start-3 sm:text-right">
            <Badge tone={looks[member.reply].tone} icon={looks[member.reply].icon}>{words(`reply.${member.reply}`)}</Badge>
            <p className="mt-0.5 text-small text-quiet">{member.reply === 'pending' && `${t('invitedSince')} `}<Moment at={member.at} format="day-time" /></p>
          </div>
          {member.reason !== null && <p className="col-span-full col-start-2 text-dense text-danger">{t('reason', { reason: member.reason })}</p>}
        </li>
      ))}
    </ul>
  )
}
