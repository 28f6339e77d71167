'use client'

import { FileInput } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { TextLink } from '#web/ui/text-link.tsx'

const taken = z.object({ patient: z.string(), added: z.number(), known: z.number(), corrected: z.number(), left: z.array(z.string()) })
const answered = z.union([z.object({ ok: z.literal(true), value: taken }), z.object({ ok: z.literal(false), message: z.string() })])
type Taken = z.output<typeof taken>

const hexOf = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Sends the file as it is; JSON that cannot be read is refused by the server in its words. */
async function sendBundle(file: File): Promise<z.output<typeof answered>> {
  const bytes = await file.arrayBuffer()
  const fingerprint = hexOf(await crypto.subtle.digest('SHA-256', bytes))
  const text = new TextDecoder('utf-8').decode(bytes)
  let bundle: unknown = null
  try {
    bundle = JSON.parse(text)
  } catch {
    bundle = null
  }
  const response = await fetch('/api/patients/upload', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ bundle, fingerprint }) })
  return answered.parse(await response.json())
}

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
    const answer = await sendBundle(file).catch(() => null)
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
