'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { LoadedSeries, Planes, ViewerEngine } from './engine/viewer-engine.ts'

interface PlanesViewProps {
  readonly engine: ViewerEngine
  readonly series: LoadedSeries
  readonly onOpen: (planes: Planes | null) => void
}

const names = ['axial', 'sagittal', 'coronal'] as const

/** The same volume in three planes; the cross in one moves the other two. */
export function PlanesView({ engine, series, onOpen }: PlanesViewProps) {
  const t = useTranslations('viewer')
  const elements = useRef<(HTMLDivElement | null)[]>([])
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const told = useRef(onOpen)
  useEffect(() => {
    told.current = onOpen
  })
  useEffect(() => {
    const [axial, sagittal, coronal] = elements.current
    if (!axial || !sagittal || !coronal) return
    let gone = false
    const planes = engine.openPlanes([axial, sagittal, coronal], series)
    told.current(planes)
    planes.ready.then(() => gone || setState('ready'), () => gone || setState('failed'))
    return () => {
      gone = true
      told.current(null)
      planes.close()
    }
  }, [engine, series])
  return (
    <div className="relative grid min-h-0 flex-1 grid-cols-2 grid-rows-2 gap-px bg-line">
      {names.map((name, at) => (
        <div key={name} className={at === 0 ? 'relative row-span-2 bg-stage' : 'relative bg-stage'}>
          <div ref={(element) => { elements.current[at] = element }} onContextMenu={(event) => event.preventDefault()} className="absolute inset-0" />
          <span className="pointer-events-none absolute top-2 left-3 text-small font-semibold text-ink text-shadow-md">{t(`plane.${name}`)}</span>
        </div>
      ))}
      {state !== 'ready' && <p role="status" className="absolute inset-x-0 bottom-3 mx-auto w-fit rounded-control bg-surface px-3 py-1.5 text-dense">{t(state === 'loading' ? 'planesLoading' : 'failed')}</p>}
    </div>
  )
}
