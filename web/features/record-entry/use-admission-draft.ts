'use client'

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { AdmissionDraft } from '#core/record/admission-draft.ts'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { makeAutosaver, type SaveState } from '#web/ui/autosaver.ts'
import { useLeaveGuard } from '#web/ui/use-leave-guard.ts'
import { toWallTime } from '#web/ui/zoned-time.ts'
import { dropAdmission, keepAdmission, readAdmission } from './actions.ts'
import { emptyAdmission } from './admission-draft.ts'

const pause = 700
const retry = 4_000

export interface AdmissionWriting {
  /** Null until the server has said what was begun before. */
  readonly draft: AdmissionDraft | null
  readonly put: (part: Partial<AdmissionDraft>) => void
  readonly state: SaveState<RefusalCode>
  /** Fetches what was begun before, or begins anew; false where the server does not answer. */
  readonly begin: () => Promise<boolean>
  /** Waits until the newest words are kept, as well as may be. */
  readonly settle: () => Promise<boolean>
  /** Forgets what was written and begins anew. */
  readonly startOver: () => Promise<void>
  /** The patient stands in the record: nothing more is kept of the form. */
  readonly end: () => void
}

/** The form of a patient that is being written, kept on the server as it is typed: it outlives a page that is loaded anew, and a shift. */
export function useAdmissionDraft(timeZone: string): AdmissionWriting {
  const [held, setHeld] = useState<AdmissionDraft | null>(null)
  const [draft, setDraft] = useState<AdmissionDraft | null>(null)
  const saver = useMemo(
    () => makeAutosaver<AdmissionDraft, RefusalCode>({ draft: held ?? emptyAdmission, revision: 0, pause, retry, save: (words) => keepAdmission(words) }),
    [held],
  )
  const state = useSyncExternalStore(saver.subscribe, saver.state, saver.state)
  useEffect(() => {
    const retryNow = (): void => void saver.flush()
    window.addEventListener('online', retryNow)
    return () => {
      window.removeEventListener('online', retryNow)
      saver.close()
    }
  }, [saver])
  useLeaveGuard(state.kind !== 'saved')
  const open = useCallback((words: AdmissionDraft | null) => {
    setHeld(words)
    setDraft(words)
  }, [])
  const blank = (): AdmissionDraft => ({ ...emptyAdmission, ...toWallTime(new Date(), timeZone) })
  return {
    draft, state, settle: saver.flush,
    put: (part) => {
      if (draft === null) return
      const next = { ...draft, ...part }
      setDraft(next)
      saver.change(next)
    },
    begin: async () => {
      await saver.flush()
      open(null)
      const answer = await readAdmission({}).catch(() => null)
      if (answer?.ok !== true) return false
      open(answer.value ?? blank())
      return true
    },
    startOver: async () => {
      await saver.flush()
      await dropAdmission({}).catch(() => null)
      open(blank())
    },
    end: () => open(null),
  }
}
