'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Combobox } from '#web/ui/combobox.tsx'
import { Field } from '#web/ui/field.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { listColleagues, nameSecretary } from './actions.ts'

type Colleague = Extract<Awaited<ReturnType<typeof listColleagues>>, { ok: true }>['value'][number]

/** The doctor who holds the emergency says who writes its minutes; nobody was named beforehand. */
export function SecretaryChoice({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('emergency.board')
  const refusal = useRefusal()
  const router = useRouter()
  const [colleagues, setColleagues] = useState<readonly Colleague[]>([])
  useEffect(() => {
    void listColleagues({}).then((answer) => answer.ok && setColleagues(answer.value))
  }, [])
  const name = async (id: string, label: string): Promise<void> => {
    const answer = await nameSecretary({ case: caseId, secretary: id })
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      return
    }
    notify.success(t('secretaryNamed', { name: label }))
    // The minutes open now where they were waiting for it.
    router.refresh()
  }
  return (
    <div className="min-w-64 text-left">
      <Field label={t('secretary')}>
        <Combobox
          placeholder={t('secretaryPick')}
          options={colleagues.map((one) => ({ value: one.id, label: one.name, hint: one.department }))}
          onValueChange={(id, option) => void name(id, option.label)}
        />
      </Field>
    </div>
  )
}
