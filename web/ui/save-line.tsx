'use client'

import { CircleCheck, CloudOff, LoaderCircle, PenLine, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { SaveState } from './autosaver.ts'
import { Moment } from './moment.tsx'

/** Whether the last words are safe, in a few words that change quietly. */
export function SaveLine({ state }: { readonly state: SaveState<string> }) {
  const t = useTranslations('ui.save')
  const line = 'inline-flex items-center gap-1.5 text-dense text-quiet [&_svg]:size-4 [&_svg]:shrink-0'
  switch (state.kind) {
    case 'saved':
      return (
        <span role="status" className={line}>
          <CircleCheck aria-hidden className="text-success" />
          {state.at === null ? t('none') : <span>{t.rich('saved', { at: () => <Moment at={state.at ?? ''} format="time" /> })}</span>}
        </span>
      )
    case 'unsaved':
      return <span role="status" className={line}><PenLine aria-hidden />{t('unsaved')}</span>
    case 'saving':
      return <span role="status" className={line}><LoaderCircle aria-hidden className="animate-spin" />{t('saving')}</span>
    case 'offline':
      return <span role="status" className={line}><CloudOff aria-hidden className="text-danger" /><span className="font-medium text-danger">{t('unsaved')}</span></span>
    case 'refused':
      return <span role="status" className={line}><TriangleAlert aria-hidden className="text-danger" /><span className="font-medium text-danger">{t('unsaved')}</span></span>
  }
}
