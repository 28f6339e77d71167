'use client'

import { Eye, EyeOff, Hand, MonitorPlay } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import type { LookingTogether } from '#web/ui/looking-together.ts'
import { Menu } from '#web/ui/menu.tsx'

interface PresenterBarProps {
  readonly together: LookingTogether
  readonly following: boolean
  readonly onFollow: (following: boolean) => void
}

/** Who leads the eyes, and whether one's own go along. */
export function PresenterBar({ together, following, onFollow }: PresenterBarProps) {
  const t = useTranslations('viewer.together')
  const { presenter, youPresent, mayTake, others } = together
  if (presenter === null) {
    return mayTake ? <Button size="sm" variant="secondary" icon={<MonitorPlay />} onClick={together.take}>{t('take')}</Button> : null
  }
  if (youPresent) {
    return (
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="flex items-center gap-1.5 rounded-control bg-jade px-2.5 py-1 text-dense font-semibold text-on-jade"><MonitorPlay aria-hidden className="size-4" /> {t('youPresent')}</p>
        {others.length > 0 && (
          <Menu
            label={t('handTo')}
            trigger={<Button size="sm" icon={<Hand />}>{t('hand')}</Button>}
            items={others.map(({ seat, name }) => ({ label: name, onSelect: () => together.handTo(seat) }))}
          />
        )}
        <Button size="sm" variant="quiet" onClick={together.layDown}>{t('stop')}</Button>
      </div>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="rounded-control bg-jade-wash px-2.5 py-1 text-dense text-jade-ink">
        <strong className="font-semibold">{presenter.name}</strong> {t('presents')} · {t(following ? 'following' : 'apart')}
      </p>
      <Button size="sm" variant={following ? 'secondary' : 'primary'} icon={following ? <EyeOff /> : <Eye />} onClick={() => onFollow(!following)}>{t(following ? 'leave' : 'follow')}</Button>
      {mayTake && <Button size="sm" variant="quiet" icon={<MonitorPlay />} onClick={together.take}>{t('take')}</Button>}
    </div>
  )
}
