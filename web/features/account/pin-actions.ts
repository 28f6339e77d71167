'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { isGuessablePin, pinLength } from '#core/device/device.ts'
import { err, ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { dropPin, keepPin } from '#web/server/device-records.ts'
import { currentSignIn, type Viewer } from '#web/server/session.ts'
import { proveAgain } from '#web/server/step-up.ts'
import { portalStore } from '#web/server/store.ts'

const told = ({ actor }: Viewer, type: 'account.pin-set' | 'account.pin-removed'): Promise<void> =>
  portalStore().atomically(actor, ({ audit }) => audit.append({ organization: actor.organization, actor: actor.practitioner, at: new Date(), payload: { type } }))

/** Sets the PIN for the hospital's registered devices, once the person has proved themselves again. */
export const setDevicePin = action({
  input: z.object({ pin: z.string().regex(new RegExp(`^\\d{${String(pinLength)}}$`)), proof: z.string().min(1).max(128) }),
  personal: true,
  run: async (viewer, { pin, proof }) => {
    if (isGuessablePin(pin)) return err('device.pin-weak')
    const proved = await proveAgain(proof)
    if (!proved.ok) return proved
    const signIn = await currentSignIn()
    if (signIn === undefined) return err('auth.signed-out')
    await keepPin(signIn.user.id, pin)
    await told(viewer, 'account.pin-set')
    revalidatePath('/account')
    return ok(null)
  },
  present: () => null,
})

/** Takes the PIN away: from now on only the phone identifies the person on a device. */
export const removeDevicePin = action({
  input: z.object({}),
  personal: true,
  run: async (viewer) => {
    const signIn = await currentSignIn()
    if (signIn === undefined) return err('auth.signed-out')
    if (await dropPin(signIn.user.id)) await told(viewer, 'account.pin-removed')
    revalidatePath('/account')
    return ok(null)
  },
  present: () => null,
})
