'use client'

import { QrCode as QrIcon, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { pinLength } from '#core/device/device.ts'
import type { DevicePerson } from '#core/device/identify.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { PinField } from '#web/ui/pin-field.tsx'
import { QrCode } from '#web/ui/qr-code.tsx'
import { askMachine, goIn } from './ask-machine.ts'

/** Who stands before the machine: by their own phone, or by name and PIN. Large, for a tablet on a wall. */
export function Identify({ people }: { readonly people: readonly DevicePerson[] }) {
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-6 lg:grid-cols-2">
      <ByPhone />
      <ByPin people={people} />
    </div>
  )
}

interface Square {
  readonly id: string
  readonly link: string
  readonly check: string
  readonly expiresAt: string
}
const asksEvery = 2_000

function ByPhone() {
  const t = useTranslations('devices.phone')
  const refusal = useRefusal()
  const [square, setSquare] = useState<Square | null>(null)
  const [fault, setFault] = useState<string>()
  const show = async (): Promise<void> => {
    setFault(undefined)
    const answer = await askMachine<Square>('ask', {})
    if (answer.ok) setSquare(answer.value)
    else setFault(refusal(answer.code))
  }
  useEffect(() => {
    if (square === null) return
    const timer = setInterval(() => {
      void askMachine<{ readonly state: 'waiting' | 'in' }>('collect', { ask: square.id }).then((answer) => {
        if (!answer.ok) setSquare(null)
        else if (answer.value.state === 'in') goIn()
      })
    }, asksEvery)
    return () => clearInterval(timer)
  }, [square])
  return (
    <Card title={t('title')} icon={<QrIcon />} description={t('what')}>
      <div className="grid justify-items-center gap-4 text-center">
        <FormError>{fault}</FormError>
        {square === null ? <Button size="lg" variant="primary" icon={<QrIcon />} onClick={() => void show()}>{t('show')}</Button> : (
          <>
            <QrCode text={square.link} label={t('label')} />
            <p className="text-quiet">{t('check')}</p>
            <p className="tabular text-title font-bold">{square.check}</p>
          </>
        )}
      </div>
    </Card>
  )
}

function ByPin({ people }: { readonly people: readonly DevicePerson[] }) {
  const t = useTranslations('devices.pin')
  const refusal = useRefusal()
  const [person, setPerson] = useState<string>()
  const [fault, setFault] = useState<string>()
  const [tries, setTries] = useState(0)
  const [pending, setPending] = useState(false)
  const enter = async (pin: string): Promise<void> => {
    if (person === undefined) return
    setPending(true)
    const answer = await askMachine('pin', { person, pin })
    if (answer.ok) {
      goIn()
      return
    }
    setPending(false)
    setTries(tries + 1)
    setFault(refusal(answer.code))
  }
  return (
    <Card title={t('title')} icon={<UserRound />} description={t('what')}>
      <div className="grid gap-4">
        <FormError>{fault}</FormError>
        <Field label={t('who')}>
          <Combobox options={people.map(({ id, name, title }) => ({ value: id, label: `${title} ${name}`.trim() }))} value={person} onValueChange={setPerson} placeholder={t('choose')} />
        </Field>
        <Field label={t('digits')}>
          {/* Another try is another field: the digits of the last one are gone. */}
          <PinField key={`${String(person)}-${String(tries)}`} length={pinLength} masked disabled={person === undefined || pending} onComplete={(pin) => void enter(pin)} />
        </Field>
      </div>
    </Card>
  )
}
