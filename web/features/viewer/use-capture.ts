'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { notify } from '#web/ui/toast-store.ts'
import type { OpenPane } from './viewer-pane.tsx'

const declined = z.object({ code: z.string() })

/** Puts what a pane shows into the minutes, with the picture's UID, its window and, made by the server, its hash. */
export function useCapture(address: string | null, describe: () => string): { readonly busy: boolean; readonly capture: ((open: OpenPane | null) => void) | null } {
  const t = useTranslations('viewer')
  const refusal = useRefusal()
  const [busy, setBusy] = useState(false)
  const send = async (to: string, { pane }: OpenPane): Promise<void> => {
    const view = pane.view()
    if (view === null) return
    const window = view.window === null ? '' : ` · C ${Math.round(view.window.centre)} W ${Math.round(view.window.width)}`
    const title = t('captureTitle', { series: describe(), at: pane.index + 1 }) + window
    const query = new URLSearchParams({ kind: 'image-view', title, source: `${view.at.study}/${view.at.instance}` })
    const body = await pane.capture()
    const answer = await fetch(`${to}?${query.toString()}`, { method: 'POST', headers: { 'Content-Type': 'image/png' }, body })
    if (answer.ok) {
      notify.success(t('captured'))
      return
    }
    const said = declined.safeParse(await answer.json().catch(() => null))
    notify.error(said.success ? refusal(said.data.code as never) : t('captureFailed'))
  }
  const start = (to: string) => (open: OpenPane | null): void => {
    if (open === null) return
    setBusy(true)
    send(to, open).catch(() => notify.error(t('captureFailed'))).finally(() => setBusy(false))
  }
  return { busy, capture: address === null ? null : start(address) }
}
