import { ArrowDown, ArrowUp, ChevronsDown, ChevronsUp, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ObservationFlag } from '#core/record/patient-record.ts'
import { Badge } from '#web/ui/badge.tsx'

const looks = {
  low: { icon: <ArrowDown />, tone: 'gold' },
  high: { icon: <ArrowUp />, tone: 'gold' },
  abnormal: { icon: <TriangleAlert />, tone: 'gold' },
  'critical-low': { icon: <ChevronsDown />, tone: 'red' },
  'critical-high': { icon: <ChevronsUp />, tone: 'red' },
} as const

/** How the laboratory judged a value, as a sign and a word; a normal value is left unmarked. */
export function FlagMark({ flag }: { readonly flag: ObservationFlag }) {
  const t = useTranslations('record.flag')
  if (flag === 'normal') return null
  const { icon, tone } = looks[flag]
  return <Badge tone={tone} icon={icon}>{t(flag)}</Badge>
}
