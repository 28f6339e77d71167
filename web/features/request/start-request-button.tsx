'use client'

import { MessageSquarePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { notify } from '#web/ui/toast-store.ts'
import { startRequest } from './start-actions.ts'

/** From a patient to the request in one press. */
export function StartRequestButton({ patient, label }: { readonly patient: string; readonly label: string }) {
  const router = useRouter()
  const refusal = useRefusal()
  const [pending, startTransition] = useTransition()
  const start = () => startTransition(async () => {
    const answer = await startRequest({ patient })
    if (answer.ok) router.push(caseLinks.draft(answer.value.id))
    else notify.error(refusal(answer.code), { code: answer.code })
  })
  return <Button variant="primary" icon={<MessageSquarePlus />} pending={pending} onClick={start}>{label}</Button>
}
