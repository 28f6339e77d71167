'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { notify } from '#web/ui/toast-store.ts'

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: RefusalCode }

/** Runs one step of the follow-up, says how it went, and asks the page again. */
export function useSettling(done: string) {
  const router = useRouter()
  const refusal = useRefusal()
  const [pending, setPending] = useState(false)
  const run = async (work: Promise<Answer>): Promise<boolean> => {
    setPending(true)
    const answer = await work
    setPending(false)
    if (answer.ok) {
      notify.success(done)
      router.refresh()
    } else notify.error(refusal(answer.code), { code: answer.code })
    return answer.ok
  }
  return { pending, run }
}
