'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { askSwap } from './actions.ts'
import type { RosterPerson, RosterShift } from './present-roster.ts'
import { useRosterChange } from './use-roster-change.ts'

interface SwapDialogProps {
  readonly shift: RosterShift
  readonly people: readonly RosterPerson[]
  readonly onClose: () => void
}

/** Asks a colleague to take one's shift over. */
export function SwapDialog({ shift, people, onClose }: SwapDialogProps) {
  const t = useTranslations('roster')
  const [to, setTo] = useState('')
  const { pending, change } = useRosterChange()
  const ask = (): void =>
    void change(askSwap({ shift: shift.id, to }), () => {
      notify.success(t('swapSent'))
      onClose()
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('askSwap')}
      description={t('askSwapHint')}
      size="sm"
      footer={<Button variant="primary" pending={pending} disabled={to === ''} onClick={ask}>{t('send')}</Button>}
    >
      <Field label={t('colleague')}>
        <Combobox
          placeholder={t('colleague')}
          value={to}
          onValueChange={setTo}
          options={people.filter((one) => one.id !== shift.person.id).map((one) => ({ value: one.id, label: one.name, hint: one.title }))}
        />
      </Field>
    </Dialog>
  )
}
