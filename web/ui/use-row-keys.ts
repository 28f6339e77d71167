'use client'

import { useRef, type KeyboardEvent } from 'react'

/** Moves the focus between rows by arrow keys, Home and End, and opens the one in focus by Enter. */
export function useRowKeys<E extends HTMLElement>(onOpen: (rowId: string) => void) {
  const body = useRef<E>(null)
  const onKeyDown = (event: KeyboardEvent<E>): void => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const index = rows.findIndex((row) => row === document.activeElement)
    if (index === -1) return
    const targets: Partial<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }
    const target = targets[event.key]
    if (target !== undefined) {
      event.preventDefault()
      rows[target]?.focus()
    }
    if (event.key === 'Enter') onOpen(rows[index]?.dataset['row'] ?? '')
  }
  return { body, onKeyDown }
}
