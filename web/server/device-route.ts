import type { z } from 'zod'
import type { RoomDevice } from '#core/device/device.ts'
import type { DeviceId, PractitionerId } from '#core/shared/ids.ts'
import { portalAuth } from './auth.ts'
import { portal } from './compose.ts'
import { userOf } from './device-records.ts'
import { portalEnv } from './env.ts'
import { openRoutes } from './open-route.ts'
import { currentDevice } from './room-device.ts'
import { refuse } from './route.ts'
import { endOldestSignIns } from './sign-in-records.ts'

/** Declares what a meeting room's machine asks before anybody has identified themselves: every other second whether its square was approved. */
export const machineRoute = openRoutes({ mostAMinute: 120, tooOften: 'device.too-often' })

/** As `machineRoute`, for a machine that is registered. */
export const deviceRoute = <Input extends z.ZodType>(input: Input, answer: (device: RoomDevice, asked: z.output<Input>) => Promise<Response>) =>
  machineRoute(input, async (asked) => {
    const device = await currentDevice()
    return device === null ? refuse('device.not-registered') : answer(device, asked)
  })

export const deviceAnswer = (value: object, cookies: readonly string[] = []): Response => {
  const answer = Response.json({ ok: true, value }, { headers: { 'Cache-Control': 'no-store' } })
  for (const cookie of cookies) answer.headers.append('Set-Cookie', cookie)
  return answer
}

interface Identified {
  readonly user?: string
  readonly practitioner: PractitionerId
  readonly by: 'pin' | 'qr'
}

/** The person before the device is known: a short session begins there, for this hospital alone. */
export async function letInOnDevice(device: RoomDevice, { practitioner, by, user: known }: Identified, own: Headers): Promise<Response> {
  const user = known ?? (await userOf(practitioner))
  if (user === null || !(await portal().worksAtDevice(device, practitioner))) return refuse('device.wrong-hospital')
  const body = { userId: user, deviceId: device.id satisfies DeviceId, organizationId: device.organization }
  const { headers } = await portalAuth().api.signInOnDevice({ body, headers: own, returnHeaders: true })
  await endOldestSignIns(user, portalEnv().SESSIONS_PER_PERSON)
  await portal().recordAtDevice(device, practitioner, { by })
  return deviceAnswer({ state: 'in' }, headers.getSetCookie())
}
