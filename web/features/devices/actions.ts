'use server'

import { z } from 'zod'
import { longestDeviceName } from '#core/device/device.ts'
import { brandId, type AssetId, type DeviceId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { endSignInsOn } from '#web/server/device-records.ts'

const device = z.uuid().transform((raw) => brandId<DeviceId>(raw))
const secret = z.string().regex(/^[\w-]{43}$/)
const spoken = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/** Takes a machine into the hospital's list; its code is shown this once. */
export const registerDevice = action({
  input: z.object({ name: z.string().max(longestDeviceName) }),
  personal: true,
  run: ({ actor }, input) => portal().registerDevice(actor, input),
  present: ({ code, until }) => ({ code: spoken(code), until: until.toISOString() }),
})

/** Another code, for a machine that was set up anew; whatever ran on it ends. */
export const renewDeviceCode = action({
  input: z.object({ device }),
  personal: true,
  run: async ({ actor }, input) => {
    const renewed = await portal().renewDeviceCode(actor, input)
    if (renewed.ok) await endSignInsOn(input.device)
    return renewed
  },
  present: ({ code, until }) => ({ code: spoken(code), until: until.toISOString() }),
})

/** Takes a device away; whatever runs on it ends at once, open rooms included. */
export const revokeDevice = action({
  input: z.object({ device }),
  personal: true,
  run: async ({ actor }, input) => {
    const revoked = await portal().revokeDevice(actor, input)
    if (revoked.ok) await endSignInsOn(input.device)
    return revoked
  },
  present: () => null,
})

/** Says in which room a machine stands. */
export const placeDevice = action({
  input: z.object({ device, asset: z.uuid().transform((raw) => brandId<AssetId>(raw)).nullable() }),
  personal: true,
  run: ({ actor }, input) => portal().placeDevice(actor, input),
  present: () => null,
})

/** Which device asks the phone. */
export const lookAtDeviceAsk = action({
  input: z.object({ secret }),
  personal: true,
  run: ({ actor }, input) => portal().lookAtDeviceAsk(actor, input.secret),
  present: (asked) => asked,
})

/** The person at the phone lets themselves in on the device. */
export const approveDeviceAsk = action({
  input: z.object({ secret }),
  personal: true,
  run: ({ actor }, input) => portal().approveDeviceAsk(actor, input.secret),
  present: ({ device: name }) => ({ device: name }),
})
