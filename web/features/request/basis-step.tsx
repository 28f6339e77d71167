'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import type { BasisKind, RequestDraft } from './request-draft.ts'
import { StepCard } from './step-card.tsx'
import type { Patch } from './use-request-draft.ts'

const kinds = ['written-request', 'emergency', 'other'] as const satisfies readonly BasisKind[]

function Suggestion({ kind, onUse }: { readonly kind: BasisKind; readonly onUse: (text: string) => void }) {
  const t = useTranslations('request')
  const format = useFormatter()
  if (kind === 'other') return null
  const day = format.dateTime(new Date(), { day: '2-digit', month: '2-digit', year: 'numeric' })
  const text = kind === 'emergency' ? t('basisSuggestion.emergency') : t('basisSuggestion.written-request', { day })
  return <Button size="sm" variant="quiet" onClick={() => onUse(text)} className="mt-2 h-auto min-h-8 py-1 text-left">{t('useSuggestion', { text })}</Button>
}

/** Step 5: why the data may leave; only the treating doctor says so. */
export function BasisStep({ draft, patch, maySend }: { readonly draft: RequestDraft; readonly patch: Patch; readonly maySend: boolean }) {
  const t = useTranslations('request')
  const { kind, text } = draft.basis
  return (
    <StepCard id="basis" number={5} title={t('step.basis')} hint={t('basisHint')}>
      {!maySend ? <Callout tone="info">{t('onlyRequester')}</Callout> : (
        <div className="grid gap-4">
          <RadioCards
            aria-label={t('step.basis')}
            columns={3}
            value={kind}
            onValueChange={(raw) => {
              const chosen = kinds.find((one) => one === raw)
              if (chosen) patch({ basis: { kind: chosen, text: '' } })
            }}
            options={kinds.map((one) => ({ value: one, label: t(`basis.${one}`), description: t(`basisDescription.${one}`) }))}
          />
          <div>
            <Field label={t(`basisText.${kind}`)} required>
              <Input value={text} onChange={(event) => patch({ basis: { kind, text: event.currentTarget.value } })} />
            </Field>
            {text.trim() === '' && <Suggestion kind={kind} onUse={(words) => patch({ basis: { kind, text: words } })} />}
          </div>
        </div>
      )}
    </StepCard>
  )
}
