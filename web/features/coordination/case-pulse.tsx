'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { z } from 'zod'

const answer = z.object({ ok: z.literal(true), value: z.object({ revision: z.int() }) })

async function askRevision(caseId: string): Promise<number> {
  const response = await fetch(`/api/cases/${caseId}/pulse`)
  return answer.parse(await response.json()).value.revision
}

const everyMs = 10_000

/** Keeps an open case page true: asks for the case's revision while the tab is seen, and reloads the data when it has changed. */
export function CasePulse({ caseId, revision }: { readonly caseId: string; readonly revision: number }) {
  const router = useRouter()
  const { data } = useQuery({ queryKey: ['case-pulse', caseId], queryFn: () => askRevision(caseId), refetchInterval: everyMs, retry: false })
  useEffect(() => {
    if (data !== undefined && data > revision) router.refresh()
  }, [data, revision, router])
  return null
}
