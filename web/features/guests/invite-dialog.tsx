'use client'

import { Copy, UserRoundPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { longestGuestName, longestWorkplace } from '#core/guest/guest.ts'
import { guestRoles, type GuestRole } from '#core/room/guest-part.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { inviteGuest } from './actions.ts'

interface MadeLink {
  readonly link: string
  readonly expiresAt: string
}

const nobody = { name: '', workplace: '' }

/** Names the guest and the role, then shows the link this once. */
export function InviteDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('guests')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [person, setPerson] = useState(nobody)
  const [role, setRole] = useState<GuestRole>('expert')
  const [tried, setTried] = useState(false)
  const [pending, setPending] = useState(false)
  const [made, setMade] = useState<MadeLink | null>(null)
  const change = (next: boolean): void => {
    setOpen(next)
    if (next) return
    setMade(null)
    setPerson(nobody)
    setTried(false)
  }
  const invite = async (): Promise<void> => {
    setTried(true)
    if (person.name.trim() === '' || person.workplace.trim() === '') return
    setPending(true)
    const answer = await inviteGuest({ case: caseId, ...person, role })
    setPending(false)
    if (answer.ok) {
      setMade(answer.value)
      router.refresh()
    } else notify.error(refusal(answer.code), { code: answer.code })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button size="sm" icon={<UserRoundPlus />}>{t('invite')}</Button>}
      title={made === null ? t('dialog') : t('link.title')}
      description={made === null ? t('dialogWhat') : t('link.what')}
      footer={made === null
        ? <><DialogClose>{t('cancel')}</DialogClose><Button variant="primary" pending={pending} onClick={() => void invite()}>{t('make')}</Button></>
        : <DialogClose>{t('close')}</DialogClose>}
    >
      {made !== null ? <Link made={made} /> : (
        <div className="grid gap-4">
          <Field label={t('name')} error={tried && person.name.trim() === '' && t('nameMissing')}>
            <Input maxLength={longestGuestName} autoComplete="off" value={person.name} onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })} />
          </Field>
          <Field label={t('workplace')} error={tried && person.workplace.trim() === '' && t('workplaceMissing')}>
            <Input maxLength={longestWorkplace} autoComplete="off" value={person.workplace} onChange={(event) => setPerson({ ...person, workplace: event.currentTarget.value })} />
          </Field>
          <RadioCards
            aria-label={t('roleLabel')}
            value={role}
            onValueChange={(next) => setRole(guestRoles.find((one) => one === next) ?? role)}
            options={guestRoles.map((one) => ({ value: one, label: t(`role.${one}`), description: t(`may.${one}`) }))}
          />
        </div>
      )}
    </Dialog>
  )
}

function Link({ made }: { readonly made: MadeLink }) {
  const t = useTranslations('guests.link')
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made.link)
    notify.success(t('copied'))
  }
  return (
    <div className="grid gap-4">
      <Field label={t('label')} hint={t('once')}><Input readOnly value={made.link} onFocus={(event) => event.currentTarget.select()} /></Field>
      <div><Button icon={<Copy />} onClick={() => void copy()}>{t('copy')}</Button></div>
      <p className="text-quiet">{t('until')} <Moment at={made.expiresAt} format="long" /></p>
    </div>
  )
}
