import { headers } from 'next/headers'
import { z } from 'zod'
import { brandId, type DeviceAskId } from '#core/shared/ids.ts'
import { portal } from '#web/server/compose.ts'
import { deviceAnswer, deviceRoute, letInOnDevice } from '#web/server/device-route.ts'
import { refuse } from '#web/server/route.ts'

/** Whether somebody approved the device's own square: then they are in. */
export const POST = deviceRoute(z.object({ ask: z.uuid().transform((raw) => brandId<DeviceAskId>(raw)) }), async (device, { ask }) => {
  const found = await portal().collectDeviceAsk(device, ask)
  if (!found.ok) return refuse(found.error)
  return found.value === null ? deviceAnswer({ state: 'waiting' }) : letInOnDevice(device, { practitioner: found.value, by: 'qr' }, await headers())
})
