'use client'

import { isLastingMinutesRefusal, makeRedial } from '#contract/minutes-line.ts'
import { HocuspocusProvider } from '@hocuspocus/provider'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Doc } from 'yjs'
import { issueMinutesTicket } from './actions.ts'

/** Who else has the minutes open. */
export interface MinutesReader {
  readonly client: number
  readonly name: string
  readonly color: string
}

export interface LiveMinutes {
  readonly document: Doc
  readonly provider: HocuspocusProvider
  readonly link: 'connecting' | 'connected' | 'lost' | 'refused'
  readonly mayWrite: boolean
  readonly readers: readonly MinutesReader[]
}

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

  useEffect(() => {
    const document = new Doc()
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
    const provider: HocuspocusProvider = new HocuspocusProvider({
      url: `${scheme}://${window.location.host}/rt/minutes`,
      name: `minutes:${caseId}:${version}`,
      document,
      token: async () => {
        const answer = await issueMinutesTicket({ case: caseId })
        if (answer.ok) return answer.value.ticket
        if (isLastingMinutesRefusal(answer.code)) onRefused()
        return ''
      },
      onAuthenticated: () => change({ mayWrite: provider.authorizedScope === 'read-write' }),
      onAuthenticationFailed: ({ reason }) => {
        if (isLastingMinutesRefusal(reason)) onRefused()
        else redial()
      },
      onSynced: () => change({ link: 'connected' }),
      // Hung up on by the other side, or with the whole socket.
      onClose: () => {
        change({ link: refused ? 'refused' : 'lost' })
        redial()
      },
      onDisconnect: () => change({ link: refused ? 'refused' : 'lost' }),
      onStateless: ({ payload }) => {
        if (payload === frozenWord) onFrozen()
      },
      onAwarenessChange: ({ states }) => change({ readers: readersOf(states) }),
    })
    const redial = makeRedial(provider)
    const onFrozen = (): void => router.refresh()
    let refused = false
    const onRefused = (): void => {
      refused = true
      change({ link: 'refused', mayWrite: false })
      provider.disconnect()
    }
    let gone = false
    const opening: LiveMinutes = { document, provider, link: 'connecting', mayWrite: false, readers: [] }
    const change = (part: Partial<LiveMinutes>): void => {
      if (!gone) setLive((before) => ({ ...(before ?? opening), ...part }))
    }
    // Announces the reader to oneself first, which shows the document as opening.
    provider.setAwarenessField('user', { name: me, color: colorOf(me) })
    return () => {
      gone = true
      provider.destroy()
      document.destroy()
      setLive(null)
    }
  }, [caseId, version, me, router])

  return live
}

interface AwarenessState {
  readonly clientId: number
  readonly user?: { readonly name?: unknown; readonly color?: unknown }
}

const readersOf = (states: readonly AwarenessState[]): readonly MinutesReader[] =>
  states.flatMap(({ clientId, user }) =>
    typeof user?.name === 'string' && typeof user.color === 'string' ? [{ client: clientId, name: user.name, color: user.color }] : [])
