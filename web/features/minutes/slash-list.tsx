'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { classNames } from '#web/ui/class-names.ts'
import { overlayPanel } from '#web/ui/overlay-style.ts'
import type { SlashState } from './slash-menu.ts'

/** What fits the typed slash, under the caret; the keyboard stays in the text. */
export function SlashList({ state }: { readonly state: SlashState | null }) {
  const t = useTranslations('minutesEditor')
  const list = useRef<HTMLUListElement>(null)
  const rect = state?.rect ?? null
  useEffect(() => {
    const panel = list.current
    if (panel === null || rect === null) return
    // Under the caret, or above it where the window ends.
    const below = rect.bottom + 6 + panel.offsetHeight <= window.innerHeight
    panel.style.top = `${below ? rect.bottom + 6 : Math.max(8, rect.top - panel.offsetHeight - 6)}px`
    panel.style.left = `${Math.max(8, Math.min(rect.left, window.innerWidth - panel.offsetWidth - 8))}px`
    panel.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [state, rect])
  if (state === null || rect === null) return null
  return createPortal(
    <ul ref={list} role="listbox" aria-label={t('insert')} className={classNames(overlayPanel, 'fixed z-50 max-h-80 w-72 overflow-y-auto p-1')}>
      {state.choices.length === 0 && <li className="px-3 py-2 text-dense text-quiet">{t('nothing')}</li>}
      {state.choices.map((choice, index) => {
        const Icon = choice.icon
        return (
          <li
            key={choice.id}
            role="option"
            aria-selected={index === state.chosen}
            className="flex min-h-10 cursor-pointer items-center gap-2.5 rounded-control px-3 text-dense aria-selected:bg-jade-wash aria-selected:text-jade-ink hover:bg-sunken"
            onMouseDown={(event) => {
              event.preventDefault()
              state.pick(choice)
            }}
          >
            <Icon aria-hidden className="size-4 shrink-0" /> {choice.label}
          </li>
        )
      })}
    </ul>,
    document.body,
  )
}
