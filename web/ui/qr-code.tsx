'use client'

import { useEffect, useState } from 'react'
import { Skeleton } from './skeleton.tsx'

interface Modules {
  readonly size: number
  readonly path: string
}

async function modulesOf(text: string): Promise<Modules> {
  const { create } = await import('qrcode')
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = [...data].flatMap((module, index) => (module ? [`M${index % size} ${Math.floor(index / size)}h1v1h-1z`] : []))
  return { size, path: dark.join('') }
}

/** A text as a square for a phone's camera; drawn here, since the text is a secret. Always dark on light, or phones cannot read it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [modules, setModules] = useState<Modules>()
  useEffect(() => {
    let stale = false
    void modulesOf(text).then((made) => !stale && setModules(made))
    return () => {
      stale = true
    }
  }, [text])
  if (!modules) return <Skeleton className="size-48" />
  return (
    <svg role="img" aria-label={label} data-theme="light" viewBox={`-2 -2 ${modules.size + 4} ${modules.size + 4}`} shapeRendering="crispEdges" className="size-48 rounded-control border border-line bg-surface text-ink">
      <path d={modules.path} fill="currentColor" />
    </svg>
  )
}
