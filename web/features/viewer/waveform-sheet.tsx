'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { drawingOf, paperGain, paperSpeed, type Waveform } from '#core/viewing/waveform.ts'
import type { ViewerEngine } from './engine/viewer-engine.ts'

/** Curves on the millimetre paper on which cardiologists count. */
export function WaveformSheet({ engine, address }: { readonly engine: ViewerEngine | null; readonly address: string }) {
  const t = useTranslations('viewer.waveform')
  const [read, setRead] = useState<readonly Waveform[] | 'reading' | 'failed'>('reading')
  useEffect(() => {
    if (engine === null) return
    let gone = false
    engine.loadWaveforms(address).then((all) => gone || setRead(all), () => gone || setRead('failed'))
    return () => {
      gone = true
    }
  }, [engine, address])
  if (typeof read === 'string') return <p role={read === 'failed' ? 'alert' : 'status'} className="flex size-full items-center justify-center text-quiet">{t(read === 'failed' ? 'failed' : 'loading')}</p>
  return (
    <div className="grid size-full content-start gap-4 overflow-auto p-3">
      {read.map((one, at) => <Paper key={at} waveform={one} />)}
    </div>
  )
}

function Paper({ waveform }: { readonly waveform: Waveform }) {
  const t = useTranslations('viewer.waveform')
  const format = useFormatter()
  const id = useId()
  const { width, height, rows } = drawingOf(waveform)
  return (
    <figure data-waveform>
      <svg role="img" aria-label={t('label', { leads: rows.length, seconds: format.number(width / paperSpeed, { maximumFractionDigits: 1 }) })} viewBox={`-12 0 ${width + 12} ${height}`} className="w-full bg-white">
        <defs>
          <pattern id={`${id}small`} width="1" height="1" patternUnits="userSpaceOnUse"><path d="M1 0H0V1" fill="none" stroke="#f3c9c9" strokeWidth="0.08" /></pattern>
          <pattern id={`${id}large`} width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill={`url(#${id}small)`} /><path d="M5 0H0V5" fill="none" stroke="#e69a9a" strokeWidth="0.2" /></pattern>
        </defs>
        <rect x="0" y="0" width={width} height={height} fill={`url(#${id}large)`} />
        {rows.map(({ name, middle, path }, at) => (
          <g key={at} data-lead={name}>
            <text x="-11" y={middle + 1.5} fontSize="4" fill="#12211d">{name}</text>
            <path d={path} fill="none" stroke="#12211d" strokeWidth="0.35" strokeLinejoin="round" />
          </g>
        ))}
      </svg>
      <figcaption className="tabular mt-1 text-small text-quiet">{t('scale', { speed: paperSpeed, gain: paperGain })}</figcaption>
    </figure>
  )
}
