import {
  Archive, Ban, CalendarCheck, CircleCheck, CircleHelp, ClipboardList, DoorOpen, FilePen, FileCheck2, Hourglass, Inbox, PenLine, Radio, Undo2, UsersRound,
  WifiOff, type LucideIcon,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { CaseStatus } from '#core/case/case.ts'
import { Badge, type BadgeTone } from './badge.tsx'

const looks = {
  draft: { icon: FilePen, tone: 'neutral' },
  submitted: { icon: Inbox, tone: 'gold' },
  coordinating: { icon: ClipboardList, tone: 'slate' },
  'needs-info': { icon: CircleHelp, tone: 'gold' },
  rejected: { icon: Ban, tone: 'red' },
  assigned: { icon: UsersRound, tone: 'slate' },
  scheduled: { icon: CalendarCheck, tone: 'slate' },
  lobby: { icon: DoorOpen, tone: 'jade' },
  live: { icon: Radio, tone: 'jade' },
  interrupted: { icon: WifiOff, tone: 'red' },
  ended: { icon: CircleCheck, tone: 'slate' },
  'minutes-drafting': { icon: PenLine, tone: 'slate' },
  'awaiting-signatures': { icon: PenLine, tone: 'gold' },
  returned: { icon: Undo2, tone: 'red' },
  signed: { icon: FileCheck2, tone: 'jade' },
  filed: { icon: Archive, tone: 'jade' },
  'awaiting-outcome': { icon: Hourglass, tone: 'gold' },
  closed: { icon: CircleCheck, tone: 'neutral' },
  cancelled: { icon: Ban, tone: 'neutral' },
} satisfies Record<CaseStatus, { icon: LucideIcon; tone: BadgeTone }>

/** Where a consult stands, by icon and word. */
export function CaseStatusBadge({ status, className }: { readonly status: CaseStatus; readonly className?: string }) {
  const t = useTranslations('caseWords.status')
  const { icon: Icon, tone } = looks[status]
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />} {...(className !== undefined && { className })}>
      {t(status)}
    </Badge>
  )
}
