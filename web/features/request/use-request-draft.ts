'use client'

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { saveRequest } from './actions.ts'
import { makeAutosaver, type SaveState } from '#web/ui/autosaver.ts'
import { useLeaveGuard } from '#web/ui/use-leave-guard.ts'
import type { RequestView } from './present-request.ts'
import type { RequestDraft } from './request-draft.ts'

const pause = 700
const retry = 4_000

export type Patch = (changes: Partial<RequestDraft>) => void

export interface RequestWriting {
  readonly draft: RequestDraft
  readonly patch: Patch
  readonly state: SaveState<RefusalCode>
  readonly flush: () => Promise<boolean>
}

/** The request being written and how safely it is held; an answer to a question back is held only when it is sent. */
export function useRequestDraft(view: RequestView): RequestWriting {
  const [draft, setDraft] = useState(view.draft)
  const autosaver = useMemo(
    () => makeAutosaver<RequestDraft, RefusalCode>({
      draft: view.draft, revision: view.revision, pause, retry,
      save: (words, revision) => saveRequest({ case: view.id, revision, draft: words, withBasis: view.maySend }),
    }),
    // The page is keyed by the case and its revision: a new view is a new form.
    [view.draft, view.id, view.maySend, view.revision],
  )
  const state = useSyncExternalStore(autosaver.subscribe, autosaver.state, autosaver.state)
  const isAnswer = view.ask !== null
  useEffect(() => {
    const retryNow = (): void => void autosaver.flush()
    window.addEventListener('online', retryNow)
    return () => {
      window.removeEventListener('online', retryNow)
      autosaver.close()
    }
  }, [autosaver])
  useLeaveGuard(isAnswer ? draft !== view.draft : state.kind !== 'saved')
  const patch = useCallback<Patch>((changes) => {
    const next = { ...draft, ...changes }
    setDraft(next)
    if (!isAnswer) autosaver.change(next)
  }, [autosaver, draft, isAnswer])
  return { draft, patch, state, flush: autosaver.flush }
}
