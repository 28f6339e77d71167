'use client'

import { useCallback, useEffect, useState } from 'react'
import type { LiveMinutes } from './minutes-line.ts'
import { listRemarks } from './remark-actions.ts'
import type { RemarkView } from './present-remark.ts'

export interface Remarks {
  readonly all: readonly RemarkView[]
  /** Asks again, and tells everyone else who has the minutes open. */
  readonly changed: () => void
}

const word = 'remarks-changed'

/** What is said about the draft, kept up to date while others say more. */
export function useRemarks(caseId: string, live: LiveMinutes | null): Remarks {
  const [all, setAll] = useState<readonly RemarkView[]>([])
  const [round, setRound] = useState(0)
  const provider = live?.provider
  const link = live?.link
  useEffect(() => {
    let stale = false
    void listRemarks({ case: caseId }).then((answer) => {
      if (!stale && answer.ok) setAll(answer.value)
    })
    return () => {
      stale = true
    }
    // Asked again when the link comes back: a word may have been missed meanwhile.
  }, [caseId, round, link])
  useEffect(() => {
    const onWord = ({ payload }: { readonly payload: string }): void => {
      if (payload === word) setRound((before) => before + 1)
    }
    provider?.on('stateless', onWord)
    return () => void provider?.off('stateless', onWord)
  }, [provider])
  const changed = useCallback(() => {
    setRound((before) => before + 1)
    provider?.sendStateless(word)
  }, [provider])
  return { all, changed }
}
