'use client'

import { MonitorSmartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { askMachine } from './ask-machine.ts'

/** A machine that nobody knows yet: the administrator's code makes it a device of the hospital. */
export function PairForm() {
  const t = useTranslations('devices.pair')
  const refusal = useRefusal()
  const [code, setCode] = useState('')
  const [fault, setFault] = useState<string>()
  const [pending, setPending] = useState(false)
  const pair = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setPending(true)
    const answer = await askMachine('pair', { code })
    if (answer.ok) window.location.reload()
    else {
      setPending(false)
      setFault(refusal(answer.code))
    }
  }
  return (
    <Card title={t('title')} icon={<MonitorSmartphone />} description={t('what')} className="mx-auto w-full max-w-xl">
      <form noValidate onSubmit={(event) => void pair(event)} className="grid gap-4">
        <FormError>{fault}</FormError>
        <Field label={t('code')} hint={t('hint')}>
          <Input autoFocus autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={20} className="h-14 font-mono text-head tracking-widest uppercase" value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        </Field>
        <Button type="submit" variant="primary" size="lg" pending={pending} disabled={code.trim() === ''}>{t('confirm')}</Button>
      </form>
    </Card>
  )
}
