import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { DeviceId, PractitionerId } from '#core/shared/ids.ts'
import { authDatabase } from './auth-database.ts'
import { makeLockout } from './lockout.ts'

/** Sets the person's PIN for registered devices, or another one; kept as a password is. */
export async function keepPin(user: string, pin: string): Promise<void> {
  const kept = { hash: await hashPassword(pin), setAt: new Date() }
  await authDatabase().authPin.upsert({ where: { userId: user }, create: { userId: user, ...kept }, update: kept })
}

/** Takes the PIN away; false where there was none. */
export const dropPin = async (user: string): Promise<boolean> => (await authDatabase().authPin.deleteMany({ where: { userId: user } })).count === 1

/** When the person's PIN was set; null where there is none. */
export const pinSetAt = async (user: string): Promise<Date | null> => (await authDatabase().authPin.findFirst({ where: { userId: user }, select: { setAt: true } }))?.setAt ?? null

/** Who of these people has a PIN and an account that is not shut. */
export async function peopleWithPin(people: readonly PractitionerId[]): Promise<ReadonlySet<string>> {
  const rows = await authDatabase().authUser.findMany({ where: { practitionerId: { in: [...people] }, disabledAt: null, pin: { isNot: null } }, select: { practitionerId: true } })
  return new Set(rows.flatMap(({ practitionerId }) => practitionerId ?? []))
}

/** The account of a person, or null where there is none or it is shut. */
export const userOf = async (practitioner: PractitionerId): Promise<string | null> =>
  (await authDatabase().authUser.findFirst({ where: { practitionerId: practitioner, disabledAt: null }, select: { id: true } }))?.id ?? null

export type PinAnswer = { readonly as: 'right'; readonly user: string } | { readonly as: 'wrong' } | { readonly as: 'locked' }

// Compared with where nobody has set one, so that the time it takes tells nothing.
let nobodys: Promise<string> | undefined

/** Tries a PIN; five wrong ones lock it for a quarter of an hour, on every device. That of an account that is shut is wrong. */
export async function tryPin(practitioner: PractitionerId, pin: string): Promise<PinAnswer> {
  const lockout = makeLockout(authDatabase())
  const account = `device-pin:${practitioner}`
  if ((await lockout.attempt(account)).locked) return { as: 'locked' }
  const user = await authDatabase().authUser.findFirst({ where: { practitionerId: practitioner, disabledAt: null }, select: { id: true, pin: { select: { hash: true } } } })
  const hash = user?.pin?.hash ?? (await (nobodys ??= hashPassword(crypto.randomUUID())))
  const fits = await verifyPassword({ hash, password: pin })
  if (!fits || !user?.pin) return { as: 'wrong' }
  await lockout.clear(account)
  return { as: 'right', user: user.id }
}

/** Ends whatever runs on a device that is taken away or set up anew. */
export async function endSignInsOn(device: DeviceId): Promise<void> {
  await authDatabase().authSession.deleteMany({ where: { deviceId: device } })
}

/** The person before the device has just done something. */
export async function touchSignIn(session: string): Promise<void> {
  await authDatabase().authSession.updateMany({ where: { id: session, deviceId: { not: null } }, data: { deviceSeenAt: new Date() } })
}
