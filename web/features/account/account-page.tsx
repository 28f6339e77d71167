import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Viewer } from '#web/server/session.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { deviceOf } from './device.ts'
import { PasskeyCard } from './passkey-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { PinCard } from './pin-card.tsx'
import { presentAccount } from './present-account.ts'
import { SecondStepCard } from './second-step-card.tsx'
import { SessionCard } from './session-card.tsx'

interface AccountPageProps {
  readonly viewer: Viewer
  /** The choice of language, from the shell. */
  readonly language: ReactNode
  /** The key that the person signs minutes with, where they sign any. */
  readonly signingKey?: ReactNode
  /** The person's appointments in other programs. */
  readonly calendar: ReactNode
  /** How the person is told when no page is open; given the name of this machine. */
  readonly notifications: (device: string) => ReactNode
}

/** How the person signs in and where; their roles are the hospital's to change. */
export async function AccountPage({ viewer, language, signingKey, calendar, notifications }: AccountPageProps) {
  const t = await getTranslations('account')
  const role = await getTranslations('shell.role')
  const account = await presentAccount()
  const device = deviceOf((await headers()).get('user-agent') ?? '')
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={
          <span className="flex items-center gap-4">
            <Avatar name={viewer.person.name} size="lg" />
            <PersonName name={viewer.person.name} title={viewer.person.title} />
          </span>
        }
        meta={
          <>
            <span>{viewer.person.email}</span>
            {viewer.memberships.map((membership) => (
              <span key={membership.organization.id}>{membership.organization.name}: {membership.roles.map((each) => role(each)).join(', ')}</span>
            ))}
          </>
        }
        actions={language}
      />
      <div className="grid gap-4">
        {account.hasPassword && <PasswordCard />}
        {account.hasPassword && <SecondStepCard enabled={account.secondFactor} />}
        {account.hasPassword && viewer.device === undefined && <PinCard setAt={account.pinSetAt} proof={account.secondFactor ? 'code' : 'password'} />}
        {account.passkeysPossible && <PasskeyCard passkeys={account.passkeys} deviceName={`${device.browser} · ${device.system}`} />}
        {signingKey}
        {calendar}
        {notifications(`${device.browser} · ${device.system}`)}
        <SessionCard sessions={account.sessions} />
        <p className="text-dense text-quiet">{t('rolesBelong')}</p>
      </div>
    </div>
  )
}
