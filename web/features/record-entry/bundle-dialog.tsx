'use client'

import { FileInput } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { Taken } from './send-bundle.ts'

/** Takes in a record that another system has exported as a FHIR Bundle. */
export function BundleDialog() {
  const t = useTranslations('recordEntry')
  const [file, setFile] = useState<File | null>(null)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [received, setReceived] = useState<Taken | null>(null)
  const send = async (): Promise<void> => {
    if (file === null) return
    setPending(true)
    setFailure(null)
    // What reads the answer comes when there is one to read: no list waits for it.
    const answer = await import('./send-bundle.ts').then(({ sendBundle }) => sendBundle(file)).catch(() => null)
    setPending(false)
    if (answer?.ok === true) setReceived(answer.value)
    else setFailure(answer === null ? t('failed') : answer.message)
  }
  return (
    <Dialog
      trigger={<Button variant="secondary" icon={<FileInput />}>{t('upload')}</Button>}
      title={t('upload')}
      description={t('uploadHint')}
      footer={<Button pending={pending} disabled={file === null} onClick={() => void send()}>{t('take')}</Button>}
    >
      <div className="grid gap-4">
        {failure !== null && <FormError>{failure}</FormError>}
        <Field label={t('file')} required>
          <Input
            type="file"
            accept=".json,application/json,application/fhir+json"
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0] ?? null)
              setReceived(null)
              setFailure(null)
            }}
          />
        </Field>
        {received !== null && (
          <Callout tone="success" action={<TextLink href={`/patients/${received.patient}`}>{t('open')}</TextLink>}>
            {t('received', { added: received.added, corrected: received.corrected, known: received.known })}
            {received.left.length > 0 && <p>{t('left', { types: received.left.join(', ') })}</p>}
          </Callout>
        )}
      </div>
    </Dialog>
  )
}
