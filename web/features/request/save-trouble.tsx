'use client'

import { useTranslations } from 'next-intl'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { SaveState } from '#web/ui/autosaver.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'

/** What stands between the writer and a saved draft, in full, with the way out. */
export function SaveTrouble({ state }: { readonly state: SaveState<RefusalCode> }) {
  const t = useTranslations('request.save')
  const refusal = useRefusal()
  if (state.kind === 'offline') return <Callout tone="warning">{t('offline')}</Callout>
  if (state.kind !== 'refused') return null
  if (state.code !== 'case.changed-elsewhere') return <Callout tone="danger">{refusal(state.code)}</Callout>
  return (
    <Callout
      tone="danger"
      title={t('conflict')}
      action={<Button size="sm" onClick={() => window.location.reload()}>{t('reload')}</Button>}
    >
      {t('keepWords')}
    </Callout>
  )
}
