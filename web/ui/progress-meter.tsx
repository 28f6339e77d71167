import { useLocale } from 'next-intl'
import { classNames } from './class-names.ts'
import { formatNumber } from './format-number.ts'

const tones = { jade: 'bg-jade', gold: 'bg-priority', red: 'bg-emergency' } as const

interface ProgressMeterProps {
  readonly value: number
  readonly max: number
  readonly label: string
  readonly tone?: keyof typeof tones
  readonly className?: string
}

/** How much of something is there, in numbers and as a bar from zero. */
export function ProgressMeter({ value, max, label, tone = 'jade', className }: ProgressMeterProps) {
  const locale = useLocale()
  const share = max > 0 ? Math.min(Math.max(value / max, 0), 1) : 0
  return (
    <div className={className}>
      <div className="mb-1.5 flex justify-between gap-4 text-dense">
        <span className="text-quiet">{label}</span>
        <span className="tabular font-semibold">{formatNumber(value, locale)}/{formatNumber(max, locale)}</span>
      </div>
      <div role="meter" aria-label={label} aria-valuenow={value} aria-valuemin={0} aria-valuemax={max} className="h-2 overflow-hidden rounded-full bg-line">
        <div className={classNames('h-full rounded-full transition-[width] duration-150', tones[tone])} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
