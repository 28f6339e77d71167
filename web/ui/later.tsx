'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, type ComponentType } from 'react'
import { Button } from './button.tsx'
import { ErrorState } from './error-state.tsx'
import { Skeleton } from './skeleton.tsx'

/**
 * A part of a page whose script comes when it is shown. On a line over which it does not come it says so in its own place and can be
 * asked for again: a part that threw would take the page with it, and in the room the page is the call.
 */
export function makeLater<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  // Shown a second time it is there at once.
  let arrived: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const t = useTranslations('ui.later')
    const [part, setPart] = useState<{ readonly Part: ComponentType<Props> } | 'coming' | 'lost'>(arrived === null ? 'coming' : { Part: arrived })
    useEffect(() => {
      if (part !== 'coming') return
      let gone = false
      fetchPart().then(
        (Part) => {
          arrived = Part
          if (!gone) setPart({ Part })
        },
        () => {
          if (!gone) setPart('lost')
        },
      )
      return () => {
        gone = true
      }
    }, [part])
    if (part === 'coming') return <Skeleton className="h-96 w-full" />
    if (part === 'lost') return <ErrorState title={t('lost')} remedy={t('remedy')} action={<Button onClick={() => setPart('coming')}>{t('again')}</Button>} />
    const { Part } = part
    return <Part {...props} />
  }
}
