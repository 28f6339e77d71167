import { BedDouble, CalendarClock, ChevronsUp, Siren, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Urgency } from '#core/case/urgency.ts'
import { classNames } from './class-names.ts'

const looks = {
  emergency: { icon: Siren, className: 'bg-emergency text-on-emergency' },
  urgent: { icon: TriangleAlert, className: 'bg-urgent-wash text-urgent-ink' },
  priority: { icon: ChevronsUp, className: 'bg-priority-wash text-priority-ink' },
  routine: { icon: CalendarClock, className: 'bg-routine-wash text-routine-ink' },
  'ward-round': { icon: BedDouble, className: 'bg-ward-wash text-ward-ink' },
} satisfies Record<Urgency, { icon: LucideIcon; className: string }>

interface UrgencyBadgeProps {
  readonly urgency: Urgency
  readonly size?: 'sm' | 'md'
  readonly className?: string
}

/** Urgency by icon, word and colour together, so that it survives colour blindness and a black-and-white print. */
export function UrgencyBadge({ urgency, size = 'sm', className }: UrgencyBadgeProps) {
  const t = useTranslations('ui.urgency')
  const { icon: Icon, className: look } = looks[urgency]
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-tag font-semibold whitespace-nowrap',
        size === 'sm' ? 'px-2 py-0.5 text-dense' : 'px-3 py-1 text-body',
        look,
        className,
      )}
    >
      <Icon aria-hidden className={size === 'sm' ? 'size-3.5' : 'size-[1.125rem]'} />
      {t(urgency)}
    </span>
  )
}
