'use client'

import { UserSearch } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import type { SelectOption } from '#web/ui/select.tsx'
import { findPatients, identifyPatient } from './actions.ts'
import { useSettling } from './use-settling.ts'

const search = async (text: string): Promise<SelectOption[]> => {
  const answer = await findPatients({ text })
  return answer.ok ? answer.value.map(({ id, name, hint }) => ({ value: id, label: name, hint })) : []
}

/** Joins the unknown patient to the one whom the hospital knows; both stay, with a trace. */
export function IdentifyDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('followUp')
  const [open, setOpen] = useState(false)
  const [patient, setPatient] = useState<string>()
  const { pending, run } = useSettling(t('identity.done'))
  const save = async (): Promise<void> => {
    if (patient !== undefined && (await run(identifyPatient({ case: caseId, patient })))) setOpen(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('task.identity')}
      description={t('identity.hint')}
      trigger={<Button size="sm" variant="primary" icon={<UserSearch />}>{t('task.identity')}</Button>}
      footer={<Button variant="primary" pending={pending} disabled={patient === undefined} onClick={() => void save()}>{t('identity.save')}</Button>}
    >
      <Field label={t('identity.who')} required>
        <Combobox options={[]} search={search} onValueChange={setPatient} placeholder={t('identity.placeholder')} />
      </Field>
    </Dialog>
  )
}
