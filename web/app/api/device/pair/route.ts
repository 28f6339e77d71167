import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { portal } from '#web/server/compose.ts'
import { deviceAnswer, machineRoute } from '#web/server/device-route.ts'
import { deviceCookie } from '#web/server/room-device.ts'
import { refuse } from '#web/server/route.ts'

/** Of the whole deployment, from wherever: a code of 49 bits stands half an hour. */
const tries = new RateLimiterMemory({ points: 100, duration: 60 })

/** A code was typed: this machine holds the device's credential from now on. */
export const POST = machineRoute(z.object({ code: z.string().max(40) }), async ({ code }) => {
  const allowed = await tries.consume('everybody').then(() => true, () => false)
  if (!allowed) return refuse('device.too-often')
  const paired = await portal().pairDevice(code)
  return paired.ok ? deviceAnswer({}, [deviceCookie(paired.value.credential)]) : refuse(paired.error)
})
