import {
  Archive, ArrowRightLeft, Ban, CalendarCheck, CalendarClock, CalendarSync, CalendarX2, CircleHelp, ClipboardCheck, DoorOpen, FileWarning, Gauge, Handshake, Inbox, KeyRound, ListOrdered, MailCheck, MailOpen, MailWarning, MailX, MapPin, MapPinOff, MessageSquareReply, PenLine, ShieldAlert, Undo2, Unlink, type LucideIcon,
} from 'lucide-react'
import type { NoticeKind } from '#core/case/notice.ts'
import { caseLinks } from '#web/ui/case-links.ts'

interface NoticeLook {
  readonly icon: LucideIcon
  readonly tone: 'plain' | 'jade' | 'gold' | 'red'
  readonly link: (caseId: string) => string
}

/** How each kind of notice looks, and where it is dealt with. */
export const noticeLooks = {
  'case.submitted': { icon: Inbox, tone: 'gold', link: caseLinks.coordination },
  'case.needs-info': { icon: CircleHelp, tone: 'gold', link: caseLinks.page },
  'case.answered': { icon: MessageSquareReply, tone: 'jade', link: caseLinks.coordination },
  'case.rejected': { icon: Ban, tone: 'red', link: caseLinks.page },
  'case.cancelled': { icon: Ban, tone: 'plain', link: caseLinks.page },
  'invitation.received': { icon: MailOpen, tone: 'gold', link: caseLinks.page },
  'invitation.withdrawn': { icon: CalendarX2, tone: 'plain', link: () => '/schedule' },
  'invitation.accepted': { icon: MailCheck, tone: 'jade', link: caseLinks.coordination },
  'invitation.declined': { icon: MailX, tone: 'red', link: caseLinks.coordination },
  'handover.offered': { icon: ArrowRightLeft, tone: 'gold', link: caseLinks.coordination },
  'handover.received': { icon: ArrowRightLeft, tone: 'gold', link: caseLinks.coordination },
  'handover.taken': { icon: ArrowRightLeft, tone: 'jade', link: caseLinks.coordination },
  'handover.declined': { icon: ArrowRightLeft, tone: 'red', link: caseLinks.coordination },
  'meeting.planned': { icon: CalendarSync, tone: 'jade', link: () => '/schedule/meetings' },
  'meeting.changed': { icon: CalendarSync, tone: 'gold', link: () => '/schedule/meetings' },
  'meeting.cancelled': { icon: CalendarX2, tone: 'plain', link: () => '/schedule/meetings' },
  'meeting.room-lost': { icon: MapPinOff, tone: 'red', link: () => '/schedule/meetings' },
  'round.planned': { icon: ListOrdered, tone: 'jade', link: () => '/schedule/meetings' },
  'round.changed': { icon: ListOrdered, tone: 'gold', link: () => '/schedule/meetings' },
  'session.placed': { icon: MapPin, tone: 'jade', link: caseLinks.page },
  'asset.lost': { icon: MapPinOff, tone: 'red', link: caseLinks.page },
  'session.scheduled': { icon: CalendarCheck, tone: 'jade', link: caseLinks.page },
  'session.line-check': { icon: Gauge, tone: 'gold', link: caseLinks.lineTest },
  'session.opened': { icon: DoorOpen, tone: 'gold', link: caseLinks.room },
  'minutes.to-sign': { icon: PenLine, tone: 'gold', link: caseLinks.sign },
  'minutes.returned': { icon: Undo2, tone: 'red', link: caseLinks.minutes },
  'filing.dead': { icon: FileWarning, tone: 'red', link: () => '/filing' },
  'glass.broken': { icon: ShieldAlert, tone: 'red', link: () => '/audit/break-glass' },
  'refused.waiting': { icon: MailWarning, tone: 'red', link: () => '/refused' },
  'minutes.reminder': { icon: PenLine, tone: 'red', link: caseLinks.sign },
  'minutes.overdue': { icon: PenLine, tone: 'red', link: caseLinks.page },
  'minutes.damaged': { icon: FileWarning, tone: 'red', link: () => '/filing' },
  'advice.decided': { icon: MessageSquareReply, tone: 'jade', link: caseLinks.page },
  'outcome.due': { icon: ClipboardCheck, tone: 'gold', link: caseLinks.page },
  'outcome.overdue': { icon: ClipboardCheck, tone: 'red', link: caseLinks.page },
  'outcome.reported': { icon: ClipboardCheck, tone: 'jade', link: caseLinks.page },
  'account.password-link': { icon: KeyRound, tone: 'red', link: () => '/account' },
  'account.factors-reset': { icon: KeyRound, tone: 'red', link: () => '/account' },
  'link.proposed': { icon: Handshake, tone: 'gold', link: () => '/links' },
  'link.answered': { icon: Handshake, tone: 'jade', link: () => '/links' },
  'link.ended': { icon: Unlink, tone: 'red', link: () => '/links' },
  'link.ending': { icon: CalendarClock, tone: 'gold', link: () => '/links' },
  'minutes.filed': { icon: Archive, tone: 'jade', link: caseLinks.page },
} as const satisfies Record<NoticeKind, NoticeLook>

export const toneClasses = { plain: 'text-quiet', jade: 'text-jade-ink', gold: 'text-warning', red: 'text-danger' } as const
