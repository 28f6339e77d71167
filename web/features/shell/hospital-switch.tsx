'use client'

import { Building2, Check, ChevronsUpDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import type { StaffRole } from '#core/directory/actor.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Menu } from '#web/ui/menu.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { switchHospital } from './actions.ts'

interface Place {
  readonly organization: { readonly id: string; readonly shortName: string; readonly name: string; readonly isMerged: boolean }
  readonly department: string | null
  readonly roles: readonly StaffRole[]
}

interface HospitalSwitchProps {
  readonly current: Place
  readonly places: readonly Place[]
}

/** For which hospital and as what one acts; a menu for those who work at several. */
export function HospitalSwitch({ current, places }: HospitalSwitchProps) {
  const t = useTranslations('shell')
  const refusal = useRefusal()
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const rolesOf = (place: Place): string => place.roles.map((role) => t(`role.${role}`)).join(', ')
  const change = (place: Place): void =>
    startTransition(async () => {
      const answer = await switchHospital({ organization: place.organization.id })
      if (answer.ok) router.push('/')
      else notify.error(refusal(answer.code), { code: answer.code })
    })
  const face = (
    <>
      <Building2 aria-hidden className="size-5 shrink-0 text-jade-ink max-sm:hidden" />
      <span className="min-w-0">
        <span className="block font-semibold max-sm:line-clamp-2 max-sm:text-dense sm:truncate">{current.organization.shortName}</span>
        <span className="block truncate text-small text-quiet">{current.organization.isMerged && `${t('mergedShort')} · `}{rolesOf(current)}{current.department !== null && <span className="max-sm:hidden"> · {current.department}</span>}</span>
      </span>
    </>
  )
  if (places.length < 2) return <div className="flex min-w-0 items-center gap-2.5">{face}</div>
  return (
    <Menu
      align="start"
      label={t('actFor')}
      trigger={
        <button type="button" disabled={pending} aria-busy={pending} className="-ml-2 flex min-w-0 items-center gap-2.5 rounded-control px-2 py-1 text-left hover:bg-sunken">
          {face}
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-quiet" />
        </button>
      }
      items={places.map((place) => ({
        label: place.organization.name,
        hint: place.organization.isMerged ? `${rolesOf(place)} · ${t('merged')}` : rolesOf(place),
        current: place.organization.id === current.organization.id,
        icon: place.organization.id === current.organization.id ? <Check aria-hidden /> : <Building2 aria-hidden />,
        onSelect: () => change(place),
      }))}
    />
  )
}
