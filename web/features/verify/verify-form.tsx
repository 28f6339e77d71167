'use client'

import { BadgeCheck, FileSearch, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState, type ChangeEvent } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Moment } from '#web/ui/moment.tsx'
import type { VerdictView } from './present-verdict.ts'
import { SealCard } from './seal-card.tsx'

type State = { readonly kind: 'empty' | 'checking' | 'unreadable' | 'busy' } | { readonly kind: 'checked'; readonly verdict: VerdictView }

const tones = { whole: 'success', unfinished: 'warning', broken: 'danger', foreign: 'warning', unsigned: 'warning' } as const

const standings = { same: 'success', 'earlier-step': 'info', different: 'danger', unknown: 'warning' } as const

/** A PDF in, one verdict out; the file is checked and forgotten. */
export function VerifyForm({ minutes }: { readonly minutes?: string }) {
  const t = useTranslations('verify')
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<State>({ kind: 'empty' })

  const check = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.currentTarget.files?.[0]
    if (!file) return
    setState({ kind: 'checking' })
    const answer = await fetch(minutes === undefined ? '/api/verify' : `/api/verify?minutes=${minutes}`, { method: 'POST', headers: { 'Content-Type': 'application/pdf' }, body: file }).catch(() => null)
    if (answer?.ok) setState({ kind: 'checked', verdict: (await answer.json()) as VerdictView })
    else setState({ kind: answer?.status === 429 || answer?.status === 503 ? 'busy' : 'unreadable' })
  }

  return (
    <div className="flex flex-col gap-6">
      <input ref={input} type="file" accept="application/pdf,.pdf" aria-label={t('choose')} className="sr-only" onChange={(event) => void check(event)} />
      <Button variant="primary" size="lg" icon={<Upload />} pending={state.kind === 'checking'} onClick={() => input.current?.click()}>
        {t('choose')}
      </Button>
      {state.kind === 'unreadable' && <Callout tone="danger" title={t('unreadable')}>{t('unreadableHint')}</Callout>}
      {state.kind === 'busy' && <Callout tone="warning" title={t('busy')} />}
      {state.kind === 'checked' && <Verdict verdict={state.verdict} alone={minutes === undefined} />}
    </div>
  )
}

/** `alone` when no version stands above already. */
function Verdict({ verdict, alone }: { readonly verdict: VerdictView; readonly alone: boolean }) {
  const t = useTranslations('verify')
  return (
    <>
      <Callout tone={tones[verdict.outcome]} title={t(`outcome.${verdict.outcome}`, { count: verdict.signers.length })}>{t(`meaning.${verdict.outcome}`)}</Callout>
      <Callout tone={standings[verdict.standing]} title={t(`standing.${verdict.standing}`)}>{t(`standingHint.${verdict.standing}`)}</Callout>
      {alone && verdict.seal !== null && <SealCard seal={verdict.seal} />}
      <ol className="flex flex-col gap-4">
        {verdict.signers.map((signer) => (
          <li key={signer.field} className="flex items-start gap-3 text-dense">
            {signer.sound ? <BadgeCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success" /> : <FileSearch aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />}
            <span>
              <span className="block font-semibold">{signer.name}</span>
              <span className="block text-quiet">{signer.organization}</span>
              <span className="block">{signer.reason}</span>
              {signer.signedAt !== null && (
                <span className="block text-quiet"><Moment at={signer.signedAt} format="long" /> · {t(signer.timestamped ? 'timestamped' : 'claimed')}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
