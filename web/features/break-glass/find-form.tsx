'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { Proof } from '#web/server/step-up.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { findBehindGlass } from './actions.ts'
import { OpenDialog } from './open-dialog.tsx'
import type { BehindGlassLine } from './present-glass.ts'

interface FindFormProps {
  /** The case that the person came from, where there was one. */
  readonly given: readonly BehindGlassLine[]
  readonly proof: Proof
}

/** Finds a case by its whole code or the patient's own number, and opens it. */
export function FindForm({ given, proof }: FindFormProps) {
  const t = useTranslations('glass')
  const sentence = useRefusal()
  const [found, setFound] = useState<readonly BehindGlassLine[] | null>(given.length > 0 ? given : null)
  const [error, setError] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const asked = textOf(new FormData(event.currentTarget), 'asked').trim()
    if (asked === '') {
      setError(t('find.missing'))
      return
    }
    start(async () => {
      const answer = await findBehindGlass({ asked })
      setError(answer.ok ? null : sentence(answer.code))
      setFound(answer.ok ? answer.value : null)
    })
  }
  return (
    <div className="grid gap-4">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <Field label={t('find.label')} hint={t('find.hint')} className="min-w-64 flex-1" {...(error !== null && { error })}>
          <Input name="asked" prefix={<Search aria-hidden />} maxLength={40} autoComplete="off" spellCheck={false} />
        </Field>
        <Button type="submit" variant="primary" pending={pending}>{t('find.submit')}</Button>
      </form>
      {found?.length === 0 && <Callout tone="warning">{t('find.none')}</Callout>}
      {found !== null && found.length > 0 && (
        <ul className="divide-y divide-line rounded-control border border-line">
          {found.map((line) => (
            <li key={line.case} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <span className="min-w-0 flex-1 basis-60">
                <span className="tabular block font-semibold">{line.code}</span>
                <span className="block text-dense text-quiet">{line.asking} → {line.advising} · {t('sent')} <Moment at={line.sentAt} /></span>
              </span>
              <OpenDialog line={line} proof={proof} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
