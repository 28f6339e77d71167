'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: RefusalCode }

/** A decision on its way to the server: pending, refused with a sentence, or done, after which the page shows the new state. */
export function useDecision() {
  const router = useRouter()
  const sentence = useRefusal()
  const [pending, startTransition] = useTransition()
  const [refused, setRefused] = useState<RefusalCode>()
  const decide = (ask: () => Promise<Answer>, onDone?: () => void): void => {
    startTransition(async () => {
      // A lost connection rejects; what is said then is what the edge says of every failure.
      const answer = await ask().catch((): Answer => ({ ok: false, code: 'portal.failed' }))
      setRefused(answer.ok ? undefined : answer.code)
      if (!answer.ok && answer.code !== 'case.wrong-state') return
      router.refresh()
      if (answer.ok) onDone?.()
    })
  }
  return { pending, refusal: refused === undefined ? undefined : { code: refused, text: sentence(refused) }, decide }
}
