'use client'

import { useTimeZone } from 'next-intl'
import { useState } from 'react'
import { useNow } from '#web/ui/use-now.ts'
import type { DeskFacts } from './present-desk.ts'
import { firstChoice, startOf, startProblem, type StartChoice } from './start-choice.ts'

export interface TimeDraft {
  readonly start: StartChoice
  readonly minutes: number
}

/** The time being chosen; `start()` is the moment that it means right now. */
export function useTimeDraft(desk: DeskFacts) {
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const clock = useNow()
  const [time, setTime] = useState<TimeDraft>(() => ({ start: firstChoice(desk, timeZone), minutes: desk.usualMinutes }))
  const now = new Date(clock ?? desk.suggestedStart)
  return { time, setTime, start: () => startOf(time.start, now, timeZone), isSound: startProblem(time.start, now, timeZone) === undefined }
}
