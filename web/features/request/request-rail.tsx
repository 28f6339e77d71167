'use client'

import { Circle, CircleCheck, CircleDashed, Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { ProgressMeter } from '#web/ui/progress-meter.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { RequestProgress } from './request-progress.ts'
import { requiredParts, stepOfPart } from './request-progress.ts'

interface RequestRailProps {
  readonly progress: RequestProgress
  readonly saveLine: ReactNode
  readonly sendLabel: string
  readonly maySend: boolean
  readonly onSend: () => void
}

function Required({ missing }: Pick<RequestProgress, 'missing'>) {
  const t = useTranslations('request')
  return (
    <ul className="grid gap-1">
      {requiredParts.map((part) => (
        <li key={part} className="flex items-center gap-2 [&>svg]:size-4 [&>svg]:shrink-0">
          {missing.has(part) ? <Circle aria-hidden className="text-line-control" /> : <CircleCheck aria-hidden className="text-success" />}
          <TextLink href={`#${stepOfPart[part]}`} quiet className={missing.has(part) ? '' : 'text-quiet'}>{t(`missing.${part}`)}</TextLink>
          <span className="sr-only">{missing.has(part) ? t('notMet') : t('met')}</span>
        </li>
      ))}
    </ul>
  )
}

function Advised({ advised }: Pick<RequestProgress, 'advised'>) {
  const t = useTranslations('request')
  if (advised.length === 0) return null
  return (
    <div className="mt-4 border-t border-line pt-3">
      <p className="mb-1 text-dense text-quiet">{t('advised')}</p>
      <ul className="grid gap-1 text-dense">
        {advised.map(({ advice, isMet }) => (
          <li key={advice} className="flex items-center gap-2 [&>svg]:size-4 [&>svg]:shrink-0">
            {isMet ? <CircleCheck aria-hidden className="text-success" /> : <CircleDashed aria-hidden className="text-warning" />}
            {t(`advice.${advice}`)}
            <span className={isMet ? 'sr-only' : 'text-warning'}>{isMet ? t('met') : t('notMet')}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How far the request is and the one action, always in reach: at the side, or at the foot of a narrow screen. */
export function RequestRail({ progress, saveLine, sendLabel, maySend, onSend }: RequestRailProps) {
  const t = useTranslations('request')
  const done = requiredParts.length - progress.missing.size
  const send = <Button variant="primary" icon={<Send />} disabled={!maySend} onClick={onSend} className="w-full">{sendLabel}</Button>
  const meter = <ProgressMeter value={done} max={requiredParts.length} label={t('complete')} tone={done === requiredParts.length ? 'jade' : 'gold'} />
  return (
    <>
      <aside className="sticky top-20 hidden xl:block">
        <Card>
          <div className="mb-4">{meter}</div>
          <Required missing={progress.missing} />
          <Advised advised={progress.advised} />
          <div className="mt-5 grid gap-3">
            {send}
            <div className="flex flex-wrap items-center justify-between gap-2">{saveLine}<Kbd keys={['Ctrl', 'Enter']} /></div>
          </div>
        </Card>
      </aside>
      <div className="sticky bottom-0 z-20 -mx-4 mt-4 border-t border-line bg-surface px-4 py-3 max-md:bottom-16 xl:hidden">
        <div className="mx-auto grid max-w-3xl items-center gap-x-4 gap-y-2 sm:grid-cols-[1fr_auto]">
          <div className="grid gap-1">{meter}{saveLine}</div>
          {send}
        </div>
      </div>
    </>
  )
}
