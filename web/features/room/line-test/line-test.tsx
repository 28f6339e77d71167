'use client'

import { CircleCheck, CircleDashed, CircleX, Gauge, LoaderCircle, RotateCcw, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { judgeLine, type LineFinding, type LineReadings } from '#core/line-test/line-test.ts'
import { Button } from '#web/ui/button.tsx'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { testSteps, type TestStep } from './test-steps.ts'
import { useLineTest, type LineTestState } from './use-line-test.ts'
import { useLineWords } from './use-line-words.ts'

interface LineTestProps {
  /** The case that the result is to stand on, if any. */
  readonly caseId: string | null
  readonly atOnce: boolean
}

/** Tests this computer's line step by step, names what is blocked, and says what to do about it. */
export function LineTest({ caseId, atOnce }: LineTestProps) {
  const t = useTranslations('lineTest')
  const { state, run } = useLineTest({ caseId, atOnce })
  const busy = state.phase === 'running'
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,4fr)]">
      <Card title={t('steps')} icon={<Gauge />}>
        <ol className="grid gap-3">
          {testSteps.map((step) => <StepLine key={step} step={step} state={state} />)}
        </ol>
        <Button variant="primary" size="lg" className="mt-5" icon={state.phase === 'idle' ? <Gauge /> : <RotateCcw />} disabled={busy} onClick={() => void run()}>
          {t(busy ? 'running' : state.phase === 'idle' ? 'start' : 'again')}
        </Button>
      </Card>
      <div className="grid gap-3" aria-live="polite"><Outcome state={state} /></div>
    </div>
  )
}

function Outcome({ state }: { readonly state: LineTestState }) {
  const t = useTranslations('lineTest')
  const refusal = useRefusal()
  switch (state.phase) {
    case 'idle':
      return <p className="text-quiet">{t('intro')}</p>
    case 'running':
      return <p className="text-quiet">{t('wait')}</p>
    case 'failed':
      // Nothing of the line is wrong: there is no such test here.
      if (state.code === 'line-test.not-with-livekit') return <Callout tone="info">{refusal(state.code)}</Callout>
      return <Callout tone="danger" title={t('unreachable.title')}>{t('unreachable.remedy')}</Callout>
    case 'done':
      return <Result readings={state.readings} kept={state.kept} />
  }
}

const toneOf = { ready: 'success', limited: 'warning', impossible: 'danger' } as const

function Result({ readings, kept }: { readonly readings: LineReadings; readonly kept: 'not-asked' | 'kept' | 'failed' }) {
  const t = useTranslations('lineTest')
  const { verdict, findings } = judgeLine(readings)
  return (
    <>
      <Callout tone={toneOf[verdict]} title={t(`verdict.${verdict}.title`)}>{t(`verdict.${verdict}.text`)}</Callout>
      {findings.map((finding) => <Finding key={finding} finding={finding} />)}
      {kept !== 'not-asked' && <p className={classNames('text-dense', kept === 'kept' ? 'text-quiet' : 'text-danger')}>{t(`kept.${kept}`)}</p>}
    </>
  )
}

function Finding({ finding }: { readonly finding: LineFinding }) {
  const t = useTranslations('lineTest')
  return (
    <section className="flex gap-3 rounded-card border border-line bg-surface px-4 py-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />
      <div>
        <h2 className="font-semibold">{t(`finding.${finding}.what`)}</h2>
        <p className="text-dense">{t(`finding.${finding}.remedy`)}</p>
      </div>
    </section>
  )
}

function StepLine({ step, state }: { readonly step: TestStep; readonly state: LineTestState }) {
  const t = useTranslations('lineTest')
  const words = useLineWords()
  const known = state.phase === 'running' ? state.known : state.phase === 'done' ? state.readings : {}
  const at = state.phase === 'running' ? testSteps.indexOf(state.step) : state.phase === 'done' ? testSteps.length : -1
  const { text, tone } = words(step, known)
  const index = testSteps.indexOf(step)
  const icon: ReactNode = index === at
    ? <LoaderCircle aria-hidden className="size-5 animate-spin text-jade-ink motion-reduce:animate-none" />
    : index > at ? <CircleDashed aria-hidden className="size-5 text-faint" /> : icons[tone]
  return (
    <li className="flex items-baseline gap-3">
      <span className="self-center">{icon}</span>
      <span className="flex-1">{t(`step.${step}`)}</span>
      <span className={classNames('text-right text-dense tabular', tone === 'bad' ? 'font-semibold text-danger' : 'text-quiet')}>{index < at ? text : ''}</span>
    </li>
  )
}

const icons = {
  good: <CircleCheck aria-hidden className="size-5 text-success" />,
  bad: <CircleX aria-hidden className="size-5 text-danger" />,
  none: <CircleDashed aria-hidden className="size-5 text-quiet" />,
} as const
