'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Messages } from '#web/messages/catalogue.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { PersonName } from '#web/ui/person-name.tsx'

export interface DemoAccount {
  readonly email: string
  readonly name: string
  readonly title: string
  readonly organization: string
  readonly part: keyof Messages['signIn']['demo']['part']
}

interface DemoPickerProps {
  readonly accounts: readonly DemoAccount[]
  readonly onChoose: (email: string) => void
}

/** Accounts of the demo data, to fill the e-mail by one press; only where the product runs as a demo. */
export function DemoPicker({ accounts, onChoose }: DemoPickerProps) {
  const t = useTranslations('signIn')
  return (
    <details className="group mt-8 rounded-card border border-line bg-surface">
      <summary className="flex list-none items-center justify-between rounded-card px-4 py-3 font-medium text-quiet hover:text-ink [&::-webkit-details-marker]:hidden">
        {t('demo.title', { count: accounts.length })}
        <ChevronDown aria-hidden className="size-[1.125rem] group-open:rotate-180" />
      </summary>
      <ul className="max-h-72 overflow-y-auto border-t border-line p-1">
        {accounts.map((account) => (
          <li key={account.email}>
            <button type="button" onClick={() => onChoose(account.email)} className="flex w-full items-center gap-3 rounded-control px-3 py-2 text-left hover:bg-jade-wash">
              <Avatar name={account.name} />
              <span className="min-w-0 flex-1">
                <PersonName name={account.name} title={account.title} className="block font-medium" />
                <span className="block text-dense text-quiet">{t(`demo.part.${account.part}`)} · {account.organization}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="border-t border-line px-4 py-3 text-dense text-quiet">{t('demo.password')}</p>
    </details>
  )
}
