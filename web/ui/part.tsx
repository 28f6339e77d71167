'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, type ComponentType } from 'react'
import { onceAtRest } from './at-rest.ts'
import { notify } from './toast-store.ts'

interface PartProps<Given> {
  /** Whether it shall stand there; from then on it stays, shut where it can be shut. */
  readonly wanted: boolean
  /** Told when its script does not come; without it, it is asked for again. */
  readonly onLost?: () => void
  readonly given: Given
}

const againMs = 2_000

/**
 * A part of which nothing is seen when the page is first shown: menus, dialogs, what floats. Its script comes once the page is at rest,
 * or sooner when somebody reaches for it: the first sight need not wait for it, and a press seldom does.
 */
export function makePart<Given extends object>(fetchPart: () => Promise<ComponentType<Given>>): readonly [ComponentType<PartProps<Given>>, () => void] {
  let coming: Promise<ComponentType<Given> | null> | undefined
  const come = (): Promise<ComponentType<Given> | null> => {
    coming ??= fetchPart().catch(() => {
      coming = undefined
      return null
    })
    return coming
  }
  onceAtRest(come)
  function Part({ wanted, onLost, given }: PartProps<Given>) {
    const t = useTranslations('ui.later')
    const [arrived, setArrived] = useState<{ readonly Come: ComponentType<Given> } | null>(null)
    const [tries, setTries] = useState(0)
    useEffect(() => {
      if (!wanted || arrived !== null) return
      let timer: ReturnType<typeof setTimeout> | undefined
      let gone = false
      void come().then((Come) => {
        if (gone) return
        if (Come !== null) setArrived({ Come })
        else if (onLost === undefined) timer = setTimeout(() => setTries((before) => before + 1), againMs)
        else {
          notify.error(t('lost'), { description: t('remedy') })
          onLost()
        }
      })
      return () => {
        gone = true
        clearTimeout(timer)
      }
    }, [arrived, onLost, t, tries, wanted])
    if (arrived === null) return null
    const { Come } = arrived
    return <Come {...given} />
  }
  return [Part, () => void come()]
}
