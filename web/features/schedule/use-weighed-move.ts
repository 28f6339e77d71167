'use client'

import { useEffect, useState } from 'react'
import type { Holiday } from '#core/meeting/holidays.ts'
import type { AssetOption } from '#web/ui/asset-option.ts'
import { weighMove } from './move-actions.ts'

export interface MoveConflict {
  readonly name: string
  readonly startsAt: string
  readonly at: string
  readonly isMeeting: boolean
}

/** `asking` until the server has looked; `unknown` where the line is down, or the case is not one's own any more. */
export type Weighed = { readonly state: 'asking' } | { readonly state: 'unknown' } | { readonly state: 'known'; readonly conflicts: readonly MoveConflict[]; readonly holiday: Holiday | null; readonly offered: readonly AssetOption[] }

const pauseMs = 300

/** What a session would meet at a time; asked once the choice rests. */
export function useWeighedMove(session: string, startsAt: string | null, durationMinutes: number): Weighed {
  const key = `${session} ${startsAt ?? ''} ${durationMinutes}`
  const [answer, setAnswer] = useState<{ readonly key: string; readonly weighed: Weighed }>()
  useEffect(() => {
    if (startsAt === null) return
    let stale = false
    const settle = (weighed: Weighed): void => {
      if (!stale) setAnswer({ key, weighed })
    }
    const timer = setTimeout(() => {
      weighMove({ case: session, startsAt, durationMinutes }).then(
        (found) => settle(found.ok ? { state: 'known', ...found.value } : { state: 'unknown' }),
        () => settle({ state: 'unknown' }),
      )
    }, pauseMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [durationMinutes, key, session, startsAt])
  return answer?.key === key ? answer.weighed : { state: 'asking' }
}
