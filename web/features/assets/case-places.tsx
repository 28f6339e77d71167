import { MapPin } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ConsultCase } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import { isSessionAhead } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import { inAssetOrder } from '#core/asset/asset.ts'
import { portal } from '#web/server/compose.ts'
import { Card } from '#web/ui/card.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { ReserveDialog } from './reserve-dialog.tsx'

interface CasePlacesProps {
  readonly actor: Actor
  readonly one: ConsultCase
  readonly names: Names
}

/** In which room each of the two hospitals sits, and the way to reserve the own one; nothing while no session is booked. */
export async function CasePlaces({ actor, one, names }: CasePlacesProps) {
  if (!isSessionAhead(one)) return null
  const { reserved, mayReserve } = await portal().viewReservations(actor, one)
  if (reserved.length === 0 && !mayReserve) return null
  const t = await getTranslations('assets.case')
  const hospitals = [...new Set([one.requestingOrganization, one.consultingOrganization])]
  const nameOf = (id: Actor['organization']): string => names.organizations.get(id)?.shortName ?? '—'
  const items = hospitals.flatMap((hospital) => {
    const there = inAssetOrder(reserved.filter(({ organization }) => organization === hospital))
    return there.length === 0 ? [] : [{ term: nameOf(hospital), value: there.map(({ name }) => name).join(', ') }]
  })
  const hasOwn = reserved.some(({ organization }) => organization === actor.organization)
  return (
    <Card title={t('title')} icon={<MapPin />}>
      <div className="grid gap-4">
        {items.length === 0 ? <p className="text-quiet">{t('nothing')}</p> : <KeyValueList items={items} />}
        {mayReserve && (
          <div>
            <ReserveDialog caseId={one.id} hospital={nameOf(actor.organization)} hasOwn={hasOwn} startsAt={one.session.startsAt.toISOString()} durationMinutes={one.session.durationMinutes} />
          </div>
        )}
      </div>
    </Card>
  )
}
