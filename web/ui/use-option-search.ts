'use client'

import { useEffect, useState } from 'react'
import type { SelectOption } from './select.tsx'
import { matchesWithoutMarks } from './vietnamese-name.ts'

/** Asks the server for choices; rejected by nothing, an empty list means none found. */
export type OptionSearch = (text: string) => Promise<readonly SelectOption[]>

const pauseMs = 200

interface Answer {
  readonly text: string
  readonly found: readonly SelectOption[]
}

/** Choices for what is typed: filtered here without diacritics, or asked once the typing rests. */
export function useOptionSearch(options: readonly SelectOption[], search: OptionSearch | undefined) {
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<Answer>()
  useEffect(() => {
    if (!search) return
    let stale = false
    const timer = setTimeout(() => {
      search(text).then(
        (found) => !stale && setAnswer({ text, found }),
        () => !stale && setAnswer({ text, found: [] }),
      )
    }, pauseMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [text, search])
  const local = options.filter((option) => matchesWithoutMarks(`${option.label} ${option.hint ?? ''}`, text))
  return { text, setText, found: search ? (answer?.found ?? options) : local, searching: search !== undefined && answer?.text !== text }
}
