'use client'

import { Save, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, useTransition, type SubmitEvent } from 'react'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import { sections } from '#core/minutes/sections.ts'
import { templateKeys, type TemplateTexts } from '#core/minutes/templates.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { removeTemplate, saveTemplate } from './actions.ts'

interface TemplateFormProps {
  readonly specialty: SpecialtyCode | null
  readonly texts: TemplateTexts
  readonly exists: boolean
}

/** The words with which each section begins. */
export function TemplateForm({ specialty, texts, exists }: TemplateFormProps) {
  const t = useTranslations('minutesTemplates')
  const refusal = useRefusal()
  const router = useRouter()
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const written = Object.fromEntries(templateKeys.map((key) => [key, textOf(form, key)]))
    start(async () => {
      const answer = await saveTemplate({ specialty, texts: written })
      setError(answer.ok ? undefined : refusal(answer.code))
      if (!answer.ok) return
      notify.success(t('saved'))
      router.refresh()
    })
  }
  const remove = async (): Promise<void> => {
    const answer = await removeTemplate({ specialty })
    if (answer.ok) router.refresh()
    else notify.error(refusal(answer.code), { code: answer.code })
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {templateKeys.map((key) => (
        <Field key={key} label={<span lang="vi">{sections[key].heading}</span>} {...(sections[key].required && { hint: t('needsBlank') })}>
          <Textarea name={key} maxLength={8_000} minRows={2} defaultValue={texts[key] ?? ''} />
        </Field>
      ))}
      {error !== undefined && <FormError>{error}</FormError>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending} icon={<Save />}>{t('save')}</Button>
        {exists && (
          <AlertDialog
            title={t('remove.title')} description={t('remove.what')} confirmLabel={t('remove.confirm')} tone="danger" onConfirm={remove}
            trigger={<Button variant="quiet" icon={<Trash2 />}>{t('remove.open')}</Button>}
          />
        )}
      </div>
    </form>
  )
}
