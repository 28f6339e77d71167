'use client'

import { ChartNoAxesColumn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { IconButton } from '#web/ui/icon-button.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Popover } from '#web/ui/popover.tsx'
import type { LinePoint, LineReport, RoomClient } from './client/room-state.ts'

/** One's own line in numbers and as a small graph of the last two minutes. */
export function LineDetails({ client }: { readonly client: RoomClient }) {
  const t = useTranslations('line')
  return (
    <Popover align="start" label={t('details.open')} trigger={<IconButton size="sm" label={t('details.open')} icon={<ChartNoAxesColumn />} />}>
      <LineNumbers client={client} />
    </Popover>
  )
}

function LineNumbers({ client }: { readonly client: RoomClient }) {
  const t = useTranslations('line')
  const report = useSyncExternalStore(client.line.subscribe, client.line.getSnapshot, client.line.getSnapshot)
  const last = report.history.at(-1)
  const rate = (bits: number, rung: LineReport['up']): string => t('details.rate', { value: Math.round(bits / 1_000), rung: t(`rung.${rung}`) })
  const unknown = t('details.unknown')
  return (
    <div className="flex w-72 flex-col gap-3">
      <p className="font-semibold">{t('details.title')}: {t(`quality.${report.quality}`)}</p>
      <LineGraph history={report.history} />
      <KeyValueList
        items={[
          { term: t('details.sending'), value: last === undefined ? unknown : rate(last.sent, report.up) },
          { term: t('details.receiving'), value: last === undefined ? unknown : rate(last.received, report.down) },
          { term: t('details.roundTrip'), value: typeof last?.roundTrip === 'number' ? t('details.milliseconds', { value: Math.round(last.roundTrip) }) : unknown },
          { term: t('details.loss'), value: last === undefined ? unknown : t('details.percent', { value: Math.round(last.loss * 100) }) },
        ]}
      />
    </div>
  )
}

const width = 120
const height = 36

function LineGraph({ history }: { readonly history: readonly LinePoint[] }) {
  const t = useTranslations('line')
  const most = Math.max(100_000, ...history.flatMap(({ sent, received }) => [sent, received]))
  const path = (of: (point: LinePoint) => number): string =>
    history.map((point, index) => `${String(width - history.length + index)},${(height - (of(point) / most) * height).toFixed(1)}`).join(' ')
  return (
    <svg role="img" aria-label={t('details.graph', { value: Math.round(most / 1_000) })} viewBox={`0 0 ${String(width)} ${String(height)}`} className="h-16 w-full rounded-control bg-sunken" preserveAspectRatio="none">
      <polyline points={path(({ received }) => received)} fill="none" className="stroke-quiet" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <polyline points={path(({ sent }) => sent)} fill="none" className="stroke-jade" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
