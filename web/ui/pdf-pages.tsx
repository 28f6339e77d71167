'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { ErrorState } from './error-state.tsx'
import { Skeleton } from './skeleton.tsx'

type Pdfjs = typeof import('pdfjs-dist')
type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>

/** The viewer and its worker come from our own origin, and only when a page is to be shown. */
async function loadPdfjs(): Promise<Pdfjs> {
  const pdfjs = await import('pdfjs-dist')
  pdfjs.GlobalWorkerOptions.workerPort ??= new Worker(new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url), { type: 'module' })
  return pdfjs
}

/** Every page of a PDF, drawn as wide as the column; a new address is drawn before the old pages go. */
export function PdfPages({ address, label }: { readonly address: string; readonly label: string }) {
  const t = useTranslations('ui')
  const [shown, setShown] = useState<PdfDocument | 'loading' | 'failed'>('loading')

  useEffect(() => {
    let stale = false
    let loading: ReturnType<Pdfjs['getDocument']> | undefined
    const open = async (): Promise<void> => {
      const pdfjs = await loadPdfjs()
      if (stale) return
      loading = pdfjs.getDocument({ url: address, useWasm: false })
      setShown(await loading.promise)
    }
    open().catch(() => {
      if (!stale) setShown('failed')
    })
    return () => {
      stale = true
      void loading?.destroy()
    }
  }, [address])

  if (shown === 'failed') return <ErrorState title={t('pdf.failed')} remedy={t('pdf.failedRemedy')} />
  if (shown === 'loading') return <Skeleton className="aspect-[210/297] w-full" />
  return (
    <div role="document" aria-label={label} className="flex flex-col gap-4">
      {Array.from({ length: shown.numPages }, (_, index) => (
        <PdfPage key={`${shown.fingerprints[0] ?? ''}-${index}`} document={shown} number={index + 1} label={t('pdf.page', { page: index + 1, of: shown.numPages })} />
      ))}
    </div>
  )
}

function PdfPage({ document, number, label }: { readonly document: PdfDocument; readonly number: number; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    let stale = false
    const draw = async (): Promise<void> => {
      const page = await document.getPage(number)
      const target = canvas.current
      if (stale || target === null) return
      const width = target.clientWidth * Math.min(window.devicePixelRatio, 2)
      const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width })
      target.width = viewport.width
      target.height = viewport.height
      await page.render({ canvas: target, viewport }).promise
    }
    draw().catch(() => undefined) // a page left while it was being drawn
    return () => {
      stale = true
    }
  }, [document, number])

  return <canvas ref={canvas} role="img" aria-label={label} className="block aspect-[210/297] w-full rounded-control border border-line bg-surface" />
}
