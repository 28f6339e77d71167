'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { guardLeaving } from '#web/ui/use-leave-guard.ts'
import { issueMinutesTicket } from './actions.ts'
import { followMinutes, type LiveMinutes } from './minutes-line.ts'

/** A colour per person that both themes carry; the same person is the same colour on every screen. */
const caretColors = ['#0b6b5d', '#7a3e9d', '#9a4a00', '#1f5fa8', '#8a1c4a', '#4d6a00'] as const

const colorOf = (name: string): string =>
  caretColors[Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % caretColors.length] ?? caretColors[0]

/** What the chair's screen tells the others', so that they go on to signing by themselves. */
export const frozenWord = 'minutes-frozen'

/** Joins the shared minutes of a case, and leaves them when the page goes; null until the first render in a browser. */
export function useLiveMinutes(caseId: string, version: number, me: string): LiveMinutes | null {
  const [live, setLive] = useState<LiveMinutes | null>(null)
  const router = useRouter()
  const provider = live?.provider

  useEffect(() => {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
    const leave = followMinutes(
      {
        url: `${scheme}://${window.location.host}/rt/minutes`,
        name: `minutes:${caseId}:${version}`,
        me: { name: me, color: colorOf(me) },
        requestTicket: () => issueMinutesTicket({ case: caseId }),
        guard: guardLeaving,
      },
      setLive,
    )
    return () => {
      leave()
      setLive(null)
    }
  }, [caseId, version, me])

  useEffect(() => {
    const onWord = ({ payload }: { readonly payload: string }): void => {
      if (payload === frozenWord) router.refresh()
    }
    provider?.on('stateless', onWord)
    return () => void provider?.off('stateless', onWord)
  }, [provider, router])

  return live
}
