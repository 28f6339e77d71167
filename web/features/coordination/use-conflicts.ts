'use client'

import { useEffect, useState } from 'react'
import { findConflicts } from './actions.ts'

export interface Conflict {
  readonly practitioner: string
  readonly caseCode: string
  readonly startsAt: string
}

interface Question {
  readonly case: string
  readonly people: readonly string[]
  /** Null while no time is chosen. */
  readonly startsAt: string | null
  readonly durationMinutes: number
}

const pauseMs = 300
const none: readonly Conflict[] = []

/** Who of the people is expected elsewhere at that time; asked once the choice rests, and silent when the line is down. */
export function useConflicts(question: Question): readonly Conflict[] {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly conflicts: readonly Conflict[] }>()
  // The minute is enough: "now" moves every second.
  const key = JSON.stringify({ ...question, startsAt: question.startsAt?.slice(0, 16) })
  const { case: caseId, people, startsAt, durationMinutes } = question
  useEffect(() => {
    if (startsAt === null || people.length === 0 || answer?.key === key) return
    let stale = false
    const timer = setTimeout(() => {
      findConflicts({ case: caseId, people: [...people], startsAt, durationMinutes }).then(
        (found) => !stale && setAnswer({ key, conflicts: found.ok ? found.value : none }),
        () => undefined,
      )
    }, pauseMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [answer?.key, caseId, durationMinutes, key, people, startsAt])
  return answer?.conflicts ?? none
}
