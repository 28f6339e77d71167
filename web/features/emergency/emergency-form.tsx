'use client'

import { Siren } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState, type SubmitEvent } from 'react'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import type { Sex } from '#core/record/patient.ts'
import { sexes } from '#core/record/patient.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { callEmergency, readOwnPhone } from './actions.ts'

/** Those that a life hangs on come first. */
const order: readonly SpecialtyCode[] = [
  'general-surgery', 'trauma-orthopaedics', 'neurosurgery', 'cardiology', 'neurology', 'obstetrics', 'paediatrics', 'intensive-care', 'anaesthesia',
  ...specialtyCodes,
]
const offered = [...new Set(order)]

/** Five short answers, of which none but the specialty must be known. */
export function EmergencyForm({ pressedAt }: { readonly pressedAt: number }) {
  const t = useTranslations('emergency.form')
  const words = useTranslations('caseWords')
  const [specialty, setSpecialty] = useState<SpecialtyCode>('general-surgery')
  const [sex, setSex] = useState<Sex>('unknown')
  const phone = useOwnPhone()
  const { pending, refusal, send } = useCall()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string): string => {
      const value = data.get(name)
      return typeof value === 'string' ? value : ''
    }
    const age = Number.parseInt(text('age'), 10)
    send({
      specialty, sex, line: text('line'), callbackPhone: text('phone'), ageYears: Number.isNaN(age) ? null : age,
      pressedAgo: performance.now() - pressedAt,
    })
  }
  return (
    <form onSubmit={submit} className="grid gap-5">
      <FieldGroup legend={t('specialty')}>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {offered.map((code) => <Choice key={code} name="specialty" label={words(`specialty.${code}`)} checked={specialty === code} onPick={() => setSpecialty(code)} />)}
        </div>
      </FieldGroup>
      <div className="grid gap-5 sm:grid-cols-[1fr_2fr]">
        <Field label={t('age')} optional><Input name="age" type="number" inputMode="numeric" min={0} max={130} suffix={t('years')} /></Field>
        <FieldGroup legend={t('sex')}>
          <div className="grid grid-cols-3 gap-2">
            {sexes.map((one) => <Choice key={one} name="sex" label={words(`sex.${one}`)} checked={sex === one} onPick={() => setSex(one)} />)}
          </div>
        </FieldGroup>
      </div>
      <Field label={t('line')} hint={t('lineHint')} optional><Input name="line" maxLength={300} autoComplete="off" /></Field>
      <Field label={t('phone')} optional><Input key={phone} name="phone" type="tel" defaultValue={phone} maxLength={40} autoComplete="tel" /></Field>
      {refusal !== null && <FormError code={refusal.code}>{refusal.sentence}</FormError>}
      <Button type="submit" variant="emergency" size="or" icon={<Siren />} pending={pending}>{t('send')}</Button>
      <p className="text-dense text-quiet">{t('law')}</p>
    </form>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly checked: boolean
  readonly onPick: () => void
}

/** A choice that is one touch, large enough for a gloved finger. */
function Choice({ name, label, checked, onPick }: ChoiceProps) {
  return (
    <label className="flex min-h-12 cursor-pointer items-center justify-center rounded-control border border-line-control bg-surface px-3 text-center text-dense font-semibold hover:border-jade-ink has-checked:border-jade-ink has-checked:bg-jade-wash has-checked:text-jade-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-jade-ink">
      <input type="radio" name={name} checked={checked} onChange={onPick} className="sr-only" />
      {label}
    </label>
  )
}

function useOwnPhone(): string {
  const [phone, setPhone] = useState('')
  useEffect(() => {
    void readOwnPhone({}).then((answer) => {
      if (answer.ok) setPhone(answer.value.phone)
    })
  }, [])
  return phone
}

function useCall() {
  const router = useRouter()
  const sentence = useRefusal()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<{ readonly code: string; readonly sentence: string } | null>(null)
  const send = (input: Parameters<typeof callEmergency>[0]): void => {
    setPending(true)
    setRefusal(null)
    callEmergency(input).then(
      (answer) => {
        if (answer.ok) {
          router.push(caseLinks.room(answer.value.caseId))
          return
        }
        setPending(false)
        setRefusal({ code: answer.code, sentence: sentence(answer.code) })
      },
      () => {
        setPending(false)
        setRefusal({ code: 'wire.disconnected', sentence: sentence('wire.disconnected') })
      },
    )
  }
  return { pending, refusal, send }
}
