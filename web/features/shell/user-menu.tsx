'use client'

import { Languages, LogOut, UserRound } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Avatar } from '#web/ui/avatar.tsx'
import { leave } from '#web/ui/leave.ts'
import { Menu } from '#web/ui/menu.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { chooseLanguage } from './actions.ts'

interface UserMenuProps {
  readonly person: { readonly name: string; readonly title: string; readonly email: string }
  /** Whether it is the machine of a meeting room, which is nobody's again afterwards. */
  readonly onRoomDevice: boolean
}

/** The person's own corner: account, language, leaving. */
export function UserMenu({ person, onRoomDevice }: UserMenuProps) {
  const t = useTranslations('shell')
  const failed = useTranslations('ui')('leaveFailed')
  const other = useLocale() === 'vi' ? 'en' : 'vi'
  const signOut = async (): Promise<void> => {
    if (!(await leave(onRoomDevice ? '/device' : '/sign-in'))) notify.error(failed)
  }
  return (
    <Menu
      trigger={
        <button type="button" className="flex items-center gap-2.5 rounded-control py-1 pr-2 pl-1 text-left hover:bg-sunken">
          <Avatar name={person.name} />
          <span className="sr-only">{t('userMenu')}</span>
          <PersonName name={person.name} title={person.title} className="max-w-48 text-dense font-semibold max-xl:sr-only" />
        </button>
      }
      label={<><PersonName name={person.name} title={person.title} className="block font-semibold text-ink" />{person.email}</>}
      items={[
        { label: t('account'), icon: <UserRound aria-hidden />, href: '/account' },
        { label: t(`language.${other}`), icon: <Languages aria-hidden />, onSelect: () => void chooseLanguage(other) },
        'separator',
        { label: t('signOut'), icon: <LogOut aria-hidden />, onSelect: () => void signOut() },
      ]}
    />
  )
}
