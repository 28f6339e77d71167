'use client'

import { useEffect, useState } from 'react'
import { chosenOf, clashesOf, type AssetOption } from '#web/ui/asset-option.ts'
import { offerAssets } from './actions.ts'

interface Question {
  readonly case: string
  /** Null while no time is chosen. */
  readonly startsAt: string | null
  readonly durationMinutes: number
}

const pauseMs = 300

/** What of the own hospital's rooms and equipment is free at that time, and what is chosen of it; asked once the choice rests. */
export function useOffered({ case: caseId, startsAt, durationMinutes }: Question) {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly offered: readonly AssetOption[] }>()
  const [touched, choose] = useState<readonly string[] | null>(null)
  // The minute is enough: "now" moves every second.
  const key = `${caseId} ${startsAt?.slice(0, 16) ?? ''} ${durationMinutes}`
  useEffect(() => {
    if (startsAt === null || answer?.key === key) return
    let stale = false
    const timer = setTimeout(() => {
      offerAssets({ case: caseId, startsAt, durationMinutes }).then(
        (found) => !stale && setAnswer({ key, offered: found.ok ? found.value : [] }),
        () => undefined,
      )
    }, pauseMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [answer?.key, caseId, durationMinutes, key, startsAt])
  const offered = answer?.offered ?? null
  const chosen = chosenOf(offered, touched)
  return {
    offered, chosen, choose,
    /** Something that is chosen is taken then: nothing is booked before it is changed. */
    isClashing: clashesOf(offered, chosen).length > 0,
    /** What the booking names; nothing where the hospital keeps no list, or it is not known yet. */
    wish: offered === null || offered.length === 0 ? {} : { assets: [...chosen] },
  }
}
