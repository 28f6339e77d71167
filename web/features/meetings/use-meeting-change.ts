'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { notify } from '#web/ui/toast-store.ts'

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: RefusalCode }

/** Makes one change to a meeting and shows the page anew; says why when it is refused. */
export function useMeetingChange() {
  const router = useRouter()
  const refusal = useRefusal()
  const [pending, setPending] = useState(false)
  const change = async (asked: Promise<Answer>, onDone: () => void): Promise<void> => {
    setPending(true)
    const answer = await asked.catch((): Answer => ({ ok: false, code: 'wire.disconnected' }))
    setPending(false)
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      return
    }
    onDone()
    router.refresh()
  }
  return { pending, change }
}
