'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { readReport, type Statement } from '#core/viewing/report.ts'

const datasets = z.array(z.record(z.string(), z.looseObject({ Value: z.array(z.unknown()).optional() }))).min(1)

async function fetchReport(address: string): Promise<Statement> {
  const answer = await fetch(address, { headers: { Accept: 'application/dicom+json' } })
  const [dataset = {}] = datasets.parse(await answer.json())
  return readReport(dataset)
}

/** A structured report as a page: its headings, what was measured, what was concluded. */
export function ReportSheet({ address }: { readonly address: string }) {
  const t = useTranslations('viewer.report')
  const [report, setReport] = useState<Statement | 'reading' | 'failed'>('reading')
  useEffect(() => {
    let gone = false
    fetchReport(address).then((read) => gone || setReport(read), () => gone || setReport('failed'))
    return () => {
      gone = true
    }
  }, [address])
  if (typeof report === 'string') return <p role={report === 'failed' ? 'alert' : 'status'} className="flex size-full items-center justify-center text-quiet">{t(report === 'failed' ? 'failed' : 'loading')}</p>
  return (
    <article data-report tabIndex={0} className="size-full overflow-y-auto focus-visible:-outline-offset-2">
      <div className="mx-auto max-w-3xl p-6">
        <h3 className="mb-3 text-lead font-semibold">{report.about}</h3>
        <Statements all={report.below} />
      </div>
    </article>
  )
}

function Statements({ all }: { readonly all: readonly Statement[] }) {
  return (
    <ul className="grid gap-1.5">
      {all.map(({ about, says, below }, at) => (
        <li key={at}>
          {says === null
            ? <h4 className="mt-2 font-semibold">{about}</h4>
            : <p className="flex flex-wrap justify-between gap-x-4 border-b border-line pb-1"><span className="text-quiet">{about}</span><span className="tabular font-medium whitespace-pre-line">{says}</span></p>}
          {below.length > 0 && <div className="ml-4"><Statements all={below} /></div>}
        </li>
      ))}
    </ul>
  )
}
