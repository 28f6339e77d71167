import { MonitorSmartphone } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { DeviceStanding, RoomDevice } from '#core/device/device.ts'
import { Badge, type BadgeTone } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PlaceDevice } from './place-device.tsx'
import { RegisterDevice, RenewCode, RevokeDevice } from './device-dialogs.tsx'

const tones: Readonly<Record<DeviceStanding, BadgeTone>> = { waiting: 'gold', 'code-over': 'neutral', paired: 'jade', revoked: 'neutral' }

interface DevicesPageProps {
  /** The hospital's rooms, for where a machine stands. */
  readonly rooms: readonly { readonly id: string; readonly name: string }[]
  readonly devices: readonly { readonly device: RoomDevice; readonly standing: DeviceStanding }[]
}

/** The hospital's meeting-room machines: each known by name, let in by a code, taken away by a press. */
export async function DevicesPage({ devices, rooms }: DevicesPageProps) {
  const t = await getTranslations('devices')
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} actions={<RegisterDevice />} />
      {devices.length === 0 ? <EmptyState icon={<MonitorSmartphone />} title={t('none')} description={t('noneHint')} /> : (
        <Card flush>
          <ul className="divide-y divide-line">
            {devices.map(({ device, standing }) => (
              <li key={device.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3 sm:justify-end">
                <span className="min-w-0 flex-1 basis-60">
                  <span className="block font-medium">{device.name}</span>
                  <span className="block text-dense text-quiet">{t('since')} <Moment at={device.pairedAt ?? device.registeredAt} /></span>
                </span>
                <Badge tone={tones[standing]}>{t(`standing.${standing}`)}</Badge>
                {standing !== 'revoked' && rooms.length > 0 && <PlaceDevice device={device.id} name={device.name} room={device.asset} rooms={rooms} />}
                {standing !== 'revoked' && <span className="flex gap-2"><RenewCode device={device.id} name={device.name} /><RevokeDevice device={device.id} name={device.name} /></span>}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
