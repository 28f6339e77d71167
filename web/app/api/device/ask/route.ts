import { z } from 'zod'
import { portal } from '#web/server/compose.ts'
import { deviceAnswer, deviceRoute } from '#web/server/device-route.ts'
import { portalEnv } from '#web/server/env.ts'

/** A square for a phone: its secret stands in the fragment of the address, which no server is sent. */
export const POST = deviceRoute(z.object({}), async (device) => {
  const { ask, secret } = await portal().askPhone(device)
  return deviceAnswer({ id: ask.id, link: `${portalEnv().PUBLIC_ORIGIN}/device/approve#${secret}`, check: ask.check, expiresAt: ask.expiresAt.toISOString() })
})
