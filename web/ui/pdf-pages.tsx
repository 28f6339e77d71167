'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { ErrorState } from './error-state.tsx'
import { Skeleton } from './skeleton.tsx'

type Pdfjs = typeof import('pdfjs-dist')
type Loading = ReturnType<Pdfjs['getDocument']>
type PdfDocument = Awaited<Loading['promise']>

let worker: InstanceType<Pdfjs['PDFWorker']> | undefined

/** The viewer and its worker come from our own origin, and only when a page is to be shown. */
async function loadPdfjs() {
  const pdfjs = await import('pdfjs-dist')
  // Ours, and not a document's: what a document brings along goes with it, in the midst of opening the next one.
  worker ??= pdfjs.PDFWorker.create({ port: new Worker(new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url), { type: 'module' }) })
  return { getDocument: pdfjs.getDocument, worker }
}

/** Every page of a PDF, drawn as wide as the column; a new address is drawn before the old pages go. */
export function PdfPages({ address, label }: { readonly address: string; readonly label: string }) {
  const t = useTranslations('ui')
  const [shown, setShown] = useState<PdfDocument | 'loading' | 'failed'>('loading')

  useEffect(() => {
    let stale = false
    let loading: Loading | undefined
    const open = async (): Promise<void> => {
      const { getDocument, worker } = await loadPdfjs()
      if (stale) return
      loading = getDocument({ url: address, worker, useWasm: false })
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
