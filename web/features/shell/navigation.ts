import { Archive, Building2, CalendarDays, ChartNoAxesColumn, ClipboardCheck, ClipboardPlus, FileSearch, FileClock, FolderKey, Handshake, LayoutTemplate, ListChecks, MailWarning, MapPin, MonitorSmartphone, Network, PhoneCall, Send, ShieldAlert, UserRoundCog, UsersRound, type LucideIcon } from 'lucide-react'
import type { StaffRole } from '#core/directory/actor.ts'
import type { Messages } from '#web/messages/catalogue.ts'

/** A main page; its word is `shell.navigation.<id>`. */
export interface MainPage {
  readonly id: keyof Messages['shell']['navigation']
  readonly href: string
  readonly icon: LucideIcon
  /** Who has use for it; everybody where absent. */
  readonly roles?: readonly StaffRole[]
}

/** The main pages in the order of the rail; only pages that exist. */
export const mainPages: readonly MainPage[] = [
  { id: 'home', href: '/', icon: ListChecks },
  { id: 'cases', href: '/cases', icon: UsersRound, roles: ['doctor', 'nurse', 'coordinator'] },
  { id: 'schedule', href: '/schedule', icon: CalendarDays, roles: ['doctor', 'nurse', 'coordinator'] },
  { id: 'patients', href: '/patients', icon: ClipboardPlus, roles: ['doctor', 'nurse'] },
  { id: 'minutes', href: '/minutes', icon: FileClock, roles: ['doctor', 'nurse', 'coordinator'] },
  { id: 'onCall', href: '/duty', icon: PhoneCall, roles: ['doctor', 'nurse', 'coordinator', 'admin'] },
  { id: 'followUp', href: '/follow-up', icon: ClipboardCheck, roles: ['doctor', 'nurse', 'coordinator', 'auditor'] },
  { id: 'reports', href: '/reports', icon: ChartNoAxesColumn, roles: ['coordinator', 'admin', 'auditor'] },
  { id: 'filing', href: '/filing', icon: Send, roles: ['admin', 'coordinator', 'auditor'] },
  { id: 'directory', href: '/directory', icon: Building2, roles: ['admin'] },
  { id: 'accounts', href: '/accounts', icon: UserRoundCog, roles: ['admin'] },
  { id: 'links', href: '/links', icon: Handshake, roles: ['admin', 'coordinator'] },
  { id: 'minutesTemplates', href: '/minutes-templates', icon: LayoutTemplate, roles: ['admin'] },
  { id: 'retention', href: '/retention', icon: Archive, roles: ['admin', 'auditor'] },
  { id: 'audit', href: '/audit', icon: FileSearch, roles: ['auditor'] },
  { id: 'rooms', href: '/rooms', icon: MapPin, roles: ['admin', 'coordinator'] },
  { id: 'devices', href: '/devices', icon: MonitorSmartphone, roles: ['admin'] },
  { id: 'interop', href: '/interop', icon: Network, roles: ['admin'] },
  { id: 'refused', href: '/refused', icon: MailWarning, roles: ['admin', 'coordinator'] },
]

/** Pages that are looked for when they are needed, and take no place in the rail. */
const rarePages: readonly MainPage[] = [
  { id: 'breakGlass', href: '/break-glass', icon: FolderKey, roles: ['doctor', 'coordinator'] },
  { id: 'glassReview', href: '/audit/break-glass', icon: ShieldAlert, roles: ['auditor'] },
]

const openTo = (roles: readonly StaffRole[]) => (page: MainPage): boolean => page.roles === undefined || page.roles.some((role) => roles.includes(role))

/** The main pages for somebody with these roles. */
export const pagesFor = (roles: readonly StaffRole[]): readonly MainPage[] => mainPages.filter(openTo(roles))

/** Every page that the search can go to for somebody with these roles. */
export const reachablePages = (roles: readonly StaffRole[]): readonly MainPage[] => [...mainPages, ...rarePages].filter(openTo(roles))

/** Whether the address lies in the page's part of the portal. */
export const isWithin = (page: Pick<MainPage, 'href'>, pathname: string): boolean =>
  page.href === '/' ? pathname === '/' : pathname === page.href || pathname.startsWith(`${page.href}/`)
