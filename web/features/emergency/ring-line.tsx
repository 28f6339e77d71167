'use client'

import { Bell, Check, Eye, EyeOff, Mail, PhoneForwarded, PhoneOff, Smartphone, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { PersonName } from '#web/ui/person-name.tsx'
import type { RingFacts } from './emergency-answer.ts'

/** One person who was rung: rung, seen, answered, each with its second. */
export function RingLine({ ring }: { readonly ring: RingFacts }) {
  const t = useTranslations('emergency')
  return (
    <li className={classNames('px-4 py-2.5', ring.reply?.kind === 'accepted' && 'bg-success-wash')}>
      <p className="flex items-baseline justify-between gap-3">
        <PersonName name={ring.person.name} title={ring.person.title} className="min-w-0 font-semibold" />
        <span className="shrink-0 text-small text-quiet">{t(`rung.${ring.rung}`)}</span>
      </p>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-small text-quiet">
        <span>{ring.hospital}</span>
        <Step icon={<Bell />}>{t('board.rung', { seconds: ring.rungAfter })}</Step>
        {ring.seenAfter === null
          ? <Step icon={<EyeOff />}>{t('board.notSeen')}</Step>
          : <Step icon={<Eye />} strong>{t('board.seen', { seconds: ring.seenAfter })}</Step>}
        {ring.told.map(({ kind, after }) => <Step key={kind} icon={toldIcons[kind]}>{t(`board.${kind}`, { seconds: after })}</Step>)}
        {ring.reply !== null && <Reply reply={ring.reply} />}
      </p>
    </li>
  )
}

const toldIcons = { pushed: <Smartphone />, pushShown: <Smartphone />, pushFailed: <TriangleAlert />, mailed: <Mail />, mailFailed: <TriangleAlert /> } as const
const replyIcons = { accepted: <Check />, declined: <PhoneOff />, forwarded: <PhoneForwarded /> } as const

function Reply({ reply }: { readonly reply: NonNullable<RingFacts['reply']> }) {
  const t = useTranslations('emergency.board')
  return <Step icon={replyIcons[reply.kind]} strong>{t(reply.kind, { seconds: reply.after })}{reply.note !== '' && ` · ${reply.note}`}</Step>
}

function Step({ icon, strong = false, children }: { readonly icon: ReactNode; readonly strong?: boolean; readonly children: ReactNode }) {
  return <span className={classNames('tabular inline-flex items-center gap-1 [&_svg]:size-3.5', strong && 'font-semibold text-ink')}>{icon}{children}</span>
}
