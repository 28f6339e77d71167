'use client'

import { useEffect, useState } from 'react'
import { findCases } from './actions.ts'
import type { CaseChoice } from './case-query.ts'
import type { CasePageFacts } from './present-case-row.ts'

interface Answer {
  readonly key: string
  readonly page: CasePageFacts | null
}

const pauseMs = 250

/** The page of cases that matches what is typed, asked once the typing rests; the given page while nothing is typed. */
export function useCaseSearch(choice: CaseChoice, given: CasePageFacts) {
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<Answer>()
  const typed = text.trim()
  const asked = JSON.stringify({ text: typed, choice })
  useEffect(() => {
    if (typed === '') return
    let stale = false
    const settle = (page: CasePageFacts | null): void => {
      if (!stale) setAnswer({ key: asked, page })
    }
    const timer = setTimeout(() => {
      findCases({ text: typed, choice: { ...choice, stages: [...choice.stages], urgencies: [...choice.urgencies] } }).then(
        (found) => settle(found.ok ? found.value : null),
        () => settle(null),
      )
    }, pauseMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [asked, choice, typed])
  const searching = typed !== '' && answer?.key !== asked
  const failed = !searching && typed !== '' && answer?.page === null
  return { text, setText, searching, failed, page: typed === '' ? given : (answer?.page ?? given) }
}
