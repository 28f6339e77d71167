'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#web/ui/field.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import type { RequestDraft } from './request-draft.ts'
import { StepCard } from './step-card.tsx'
import type { Patch } from './use-request-draft.ts'

/** Step 3: the patient in the doctor's words, begun from the record. */
export function SummaryStep({ draft, patch }: { readonly draft: RequestDraft; readonly patch: Patch }) {
  const t = useTranslations('request')
  return (
    <StepCard id="summary" number={3} title={t('step.summary')} hint={t('courseHint')}>
      <div className="grid gap-4">
        <Field label={t('provisionalDiagnosis')} required>
          <Textarea minRows={1} value={draft.provisionalDiagnosis} onChange={(event) => patch({ provisionalDiagnosis: event.currentTarget.value })} />
        </Field>
        <Field label={t('course')} required>
          <Textarea minRows={4} value={draft.course} onChange={(event) => patch({ course: event.currentTarget.value })} />
        </Field>
        <Field label={t('currentCondition')} required>
          <Textarea minRows={3} value={draft.currentCondition} onChange={(event) => patch({ currentCondition: event.currentTarget.value })} />
        </Field>
      </div>
    </StepCard>
  )
}
