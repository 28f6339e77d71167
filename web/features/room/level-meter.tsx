'use client'

import { useEffect, useRef } from 'react'
import { meterLevel } from './client/devices.ts'

/** How loud a microphone is now; moves a bar without rendering anything again. */
export function LevelMeter({ track, label }: { readonly track: MediaStreamTrack | undefined; readonly label: string }) {
  const bar = useRef<HTMLDivElement>(null)
  const meter = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const show = (level: number): void => {
      if (bar.current) bar.current.style.transform = `scaleX(${level.toFixed(2)})`
      meter.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)))
    }
    show(0)
    return track === undefined ? undefined : meterLevel(track, show)
  }, [track])

  return (
    <div ref={meter} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={0} className="h-2 overflow-hidden rounded-full bg-sunken">
      <div ref={bar} className="h-full origin-left scale-x-0 rounded-full bg-jade-ink" />
    </div>
  )
}
