import { Armchair, Cctv, DoorOpen, Projector, ScanHeart, Stethoscope, Truck, Wrench, type LucideIcon } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { AssetKind } from '#core/asset/asset.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { AddAsset, ChangeAsset, OutOfService, ReturnToService } from './asset-dialogs.tsx'
import type { AssetFacts, AssetsFacts } from './present-assets.ts'

const icons: Readonly<Record<AssetKind, LucideIcon>> = {
  'consult-room': Armchair, 'operating-room': ScanHeart, hall: Projector, cart: Truck, ultrasound: Stethoscope, camera: Cctv, other: Wrench,
}
/** How many of what is ahead a row names. */
const named = 2

/** The hospital's consult rooms and movable equipment: what there is, what is reserved of it, what is out of service. */
export async function AssetsPage({ facts }: { readonly facts: AssetsFacts }) {
  const t = await getTranslations('assets')
  const isEmpty = facts.rooms.length + facts.equipment.length === 0
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} {...(facts.mayKeep && { actions: <AddAsset departments={facts.departments} /> })} />
      {isEmpty ? <EmptyState icon={<DoorOpen />} title={t('none')} description={t(facts.mayKeep ? 'noneHint' : 'noneHintReader')} /> : (
        <div className="grid gap-5">
          <AssetList title={t('rooms')} assets={facts.rooms} facts={facts} />
          <AssetList title={t('equipment')} assets={facts.equipment} facts={facts} />
        </div>
      )}
    </>
  )
}

async function AssetList({ title, assets, facts }: { readonly title: string; readonly assets: readonly AssetFacts[]; readonly facts: AssetsFacts }) {
  const t = await getTranslations('assets')
  return (
    <Card flush title={<>{title} <span className="tabular font-normal text-quiet">{assets.length}</span></>}>
      {assets.length === 0 ? <p className="px-5 py-3 text-quiet">{t('noneOfThese')}</p> : (
        <ul className="divide-y divide-line">
          {assets.map((one) => <AssetRow key={one.id} one={one} facts={facts} />)}
        </ul>
      )}
    </Card>
  )
}

async function AssetRow({ one, facts }: { readonly one: AssetFacts; readonly facts: AssetsFacts }) {
  const t = await getTranslations('assets')
  const Icon = icons[one.kind]
  const about = [t(`kind.${one.kind}`), ...(one.seats === null ? [] : [t('seats', { count: one.seats })]), ...(one.departmentName === null ? [] : [one.departmentName]), ...(one.note === '' ? [] : [one.note])]
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-5 py-3">
      <Icon aria-hidden className="mt-1 size-5 shrink-0 text-quiet" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{one.name}</p>
        <p className="text-dense text-quiet">{about.join(' · ')}</p>
        {one.machines.map((name) => <p key={name} className="text-dense text-quiet">{t('machine', { name })}</p>)}
        {one.inService && <Ahead ahead={one.ahead} />}
      </div>
      <Badge tone={one.inService ? 'jade' : 'gold'}>{t(one.inService ? 'inService' : 'outOfService')}</Badge>
      {facts.mayKeep && (
        <span className="flex flex-wrap gap-2">
          <ChangeAsset asset={one} departments={facts.departments} />
          {one.inService ? <OutOfService asset={one.id} name={one.name} /> : <ReturnToService asset={one.id} name={one.name} />}
        </span>
      )}
    </li>
  )
}

async function Ahead({ ahead }: { readonly ahead: AssetFacts['ahead'] }) {
  const t = await getTranslations('assets')
  return (
    <p className="mt-1 text-dense">
      {t('ahead', { count: ahead.length })}
      {ahead.slice(0, named).map((one, index) => (
        <span key={one.id} className="text-quiet">{index === 0 ? ': ' : '; '}<Moment at={one.startsAt} format="day-time" className="tabular" /> {one.caseCode ?? (one.title === null ? t('busy') : t('meetingOf', { title: one.title }))}</span>
      ))}
      {ahead.length > named && <span className="text-quiet">, {t('more', { count: ahead.length - named })}</span>}
    </p>
  )
}
