'use client'

import { KeyRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { issueClient } from './actions.ts'
import { grants, type GrantName } from './client-view.ts'

const choices = Object.keys(grants) as GrantName[]

/** Lets a system in and shows its secret once. */
export function IssueDialog() {
  const t = useTranslations('interop')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly GrantName[]>(['read'])
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [issued, setIssued] = useState<{ readonly id: string; readonly secret: string } | null>(null)
  const issue = async (): Promise<void> => {
    setPending(true)
    const answer = await issueClient({ name, grants: [...chosen] })
    setPending(false)
    if (!answer.ok) setFailure(refusal(answer.code))
    else {
      setFailure(null)
      setIssued(answer.value)
      router.refresh()
    }
  }
  const change = (next: boolean): void => {
    setOpen(next)
    if (next) return
    setIssued(null)
    setName('')
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button icon={<KeyRound />}>{t('issue')}</Button>}
      title={t('issueTitle')}
      description={t('issueHint')}
      footer={issued === null ? (
        <>
          <Button variant="quiet" onClick={() => change(false)}>{t('cancel')}</Button>
          <Button pending={pending} disabled={name.trim() === '' || chosen.length === 0} onClick={() => void issue()}>{t('confirm')}</Button>
        </>
      ) : <Button onClick={() => change(false)}>{t('done')}</Button>}
    >
      {issued === null ? (
        <div className="grid gap-4">
          {failure !== null && <FormError>{failure}</FormError>}
          <Field label={t('name')} required><Input value={name} maxLength={80} placeholder={t('namePlaceholder')} onChange={(event) => setName(event.currentTarget.value)} /></Field>
          <FieldGroup legend={t('scopes')}>
            {choices.map((grant) => (
              <Checkbox
                key={grant}
                label={t(`scope.${grant}`)}
                checked={chosen.includes(grant)}
                onCheckedChange={(checked) => setChosen(checked ? [...chosen, grant] : chosen.filter((one) => one !== grant))}
              />
            ))}
          </FieldGroup>
        </div>
      ) : (
        <Callout tone="warning" title={t('secretTitle')}>
          <KeyValueList items={[
            { term: t('clientId'), value: <code className="break-all">{issued.id}</code> },
            { term: t('clientSecret'), value: <code className="break-all">{issued.secret}</code> },
          ]}
          />
        </Callout>
      )}
    </Dialog>
  )
}
