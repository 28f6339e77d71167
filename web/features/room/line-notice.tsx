'use client'

import { ImageDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { Button } from '#web/ui/button.tsx'
import type { LineReport, RoomClient } from './client/room-state.ts'

/** Says in one sentence what the line has cost, and lets the person keep the picture even so. */
export function LineNotice({ client }: { readonly client: RoomClient }) {
  const t = useTranslations('line')
  const { up, down, keepsPicture } = useSyncExternalStore(client.line.subscribe, client.line.getSnapshot, client.line.getSnapshot)
  if (up === 'full' && down === 'full' && !keepsPicture) return null
  return (
    <div role="status" className="flex shrink-0 flex-wrap items-center gap-3 border-b border-line bg-priority-wash px-4 py-1.5 text-dense text-ink">
      <ImageDown aria-hidden className="size-4 shrink-0 text-priority-ink" />
      <p className="min-w-0 flex-1">{sentence({ up, down }, t)}</p>
      <Button size="sm" variant="secondary" aria-pressed={keepsPicture} title={t('notice.keepHint')} onClick={() => client.keepPicture(!keepsPicture)}>
        {t(keepsPicture ? 'notice.kept' : 'notice.keep')}
      </Button>
    </div>
  )
}

function sentence({ up, down }: Pick<LineReport, 'up' | 'down'>, t: ReturnType<typeof useTranslations<'line'>>): string {
  if (up !== 'full' && down !== 'full') return t('notice.both', { up: t(`rung.${up}`), down: t(`rung.${down}`) })
  if (up !== 'full') return t('notice.up', { rung: t(`rung.${up}`) })
  return down === 'full' ? t('notice.keepHint') : t('notice.down', { rung: t(`rung.${down}`) })
}
