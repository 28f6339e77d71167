import { headers } from 'next/headers'
import { z } from 'zod'
import { practitionerId } from '#contract/ids.ts'
import { pinLength } from '#core/device/device.ts'
import { tryPin } from '#web/server/device-records.ts'
import { deviceRoute, letInOnDevice } from '#web/server/device-route.ts'
import { refuse } from '#web/server/route.ts'

const pin = z.string().regex(new RegExp(`^\\d{${String(pinLength)}}$`))

/** Somebody picked their name and typed their PIN. */
export const POST = deviceRoute(z.object({ person: practitionerId, pin }), async (device, { person, pin: typed }) => {
  const answer = await tryPin(person, typed)
  switch (answer.as) {
    case 'locked':
      return refuse('device.pin-locked')
    case 'wrong':
      return refuse('device.pin-wrong')
    case 'right':
      return letInOnDevice(device, { user: answer.user, practitioner: person, by: 'pin' }, await headers())
  }
})
