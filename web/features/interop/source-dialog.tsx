'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { saveFhirSource } from './actions.ts'

/** Names the hospital's own FHIR server; it is asked before it is kept. */
export function SourceDialog({ url: known }: { readonly url: string }) {
  const t = useTranslations('interop')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [url, setUrl] = useState(known)
  const [token, setToken] = useState('')
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    setPending(true)
    const answer = await saveFhirSource({ url: url.trim(), token })
    setPending(false)
    if (!answer.ok) {
      setFailure(answer.fields?.['url'] ?? refusal(answer.code))
      return
    }
    setFailure(null)
    setToken('')
    setOpen(false)
    notify.success(t('source.saved'))
    router.refresh()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="secondary" size="sm">{t('source.edit')}</Button>}
      title={t('source.title')}
      description={t('source.lead')}
      footer={<Button pending={pending} disabled={url.trim() === ''} onClick={() => void save()}>{t('source.save')}</Button>}
    >
      <div className="grid gap-4">
        {failure !== null && <FormError>{failure}</FormError>}
        <Field label={t('source.url')} required>
          <Input type="url" value={url} placeholder={t('source.urlPlaceholder')} onChange={(event) => setUrl(event.currentTarget.value)} />
        </Field>
        <Field label={t('source.token')} hint={t('source.tokenHint')}>
          <Input type="password" autoComplete="off" value={token} onChange={(event) => setToken(event.currentTarget.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
