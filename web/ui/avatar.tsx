import { useTranslations } from 'next-intl'
import { classNames } from './class-names.ts'
import { givenInitial } from './vietnamese-name.ts'

const sizes = { xs: 'size-6 text-small', sm: 'size-8 text-dense', md: 'size-10 text-body', lg: 'size-14 text-head' } as const

interface AvatarProps {
  readonly name: string
  readonly size?: keyof typeof sizes
  readonly presence?: 'online' | 'away' | 'offline'
  readonly className?: string
}

const presences = { online: 'bg-success', away: 'bg-priority', offline: 'bg-line-control' } as const

/** The letter of the given name, which is how colleagues call each other; decorative beside the written name. */
export function Avatar({ name, size = 'sm', presence, className }: AvatarProps) {
  const t = useTranslations('ui.presence')
  return (
    <span className={classNames('relative inline-flex shrink-0', className)}>
      <span
        aria-hidden
        className={classNames(
          'inline-flex items-center justify-center rounded-full bg-jade-wash font-semibold text-jade-ink',
          sizes[size],
        )}
      >
        {givenInitial(name)}
      </span>
      {presence && (
        <span
          role="img"
          aria-label={t(presence)}
          className={classNames('absolute -right-0.5 -bottom-0.5 size-3 rounded-full border-2 border-surface', presences[presence])}
        />
      )}
    </span>
  )
}
