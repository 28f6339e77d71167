'use client'

import { useTranslations } from 'next-intl'
import type { ToolName } from './engine/viewer-engine.ts'

/** A mouse with one of its parts filled. */
const Mouse = ({ part }: { readonly part: 'left' | 'wheel' | 'middle' | 'right' }) => (
  <svg viewBox="0 0 14 20" aria-hidden className="h-4 w-3 shrink-0 fill-none stroke-current">
    <rect x="0.75" y="0.75" width="12.5" height="18.5" rx="6.25" strokeWidth="1" />
    <path d="M1 8h12" strokeWidth="0.8" />
    {part === 'left' && <path d="M7 1a6 6 0 0 0-6 6v1h6z" className="fill-current" />}
    {part === 'right' && <path d="M7 1a6 6 0 0 1 6 6v1H7z" className="fill-current" />}
    {part === 'middle' && <rect x="5.6" y="3" width="2.8" height="4.4" rx="1.4" className="fill-current" />}
    {part === 'wheel' && <path d="M7 1.6 5.2 4h3.6zM7 8.4 5.2 6h3.6z" className="fill-current" />}
  </svg>
)

/** What each part of the mouse does now; always in sight, because it is what readers forget first. */
export function MouseLegend({ tool, still }: { readonly tool: ToolName; /** A single picture: nothing to scroll through. */ readonly still: boolean }) {
  const t = useTranslations('viewer')
  const parts = still ? [{ part: 'left', word: t('tool.pan') }, { part: 'wheel', word: t('tool.zoom') }] as const : [
    { part: 'left', word: t(`tool.${tool}`) },
    { part: 'wheel', word: t('tool.scroll') },
    { part: 'middle', word: t('tool.pan') },
    { part: 'right', word: t('tool.zoom') },
  ] as const
  return (
    <ul aria-label={t('mouse')} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-quiet">
      {parts.map(({ part, word }) => (
        <li key={part} data-mouse={part} className={part === 'left' ? 'flex items-center gap-1.5 text-jade-ink' : 'flex items-center gap-1.5'}>
          <Mouse part={part} /> {word}
        </li>
      ))}
    </ul>
  )
}
