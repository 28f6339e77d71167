import type { Actor } from '#core/directory/actor.ts'
import type { AssetId, DeviceAskId, DeviceId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'

/** A machine in a meeting room, known to its hospital; it is nobody's, and whoever stands before it says who they are. */
export interface RoomDevice {
  readonly id: DeviceId
  readonly organization: OrganizationId
  /** As people call it: "Phòng hội chẩn tầng 3". */
  readonly name: string
  /** The room in which it stands; null where nobody said. */
  readonly asset: AssetId | null
  readonly registeredBy: PractitionerId
  readonly registeredAt: Date
  /** Until when the code typed on the machine makes it this device; null once it has, or after it was taken away. */
  readonly codeUntil: Date | null
  /** Since when a machine holds the device's credential. */
  readonly pairedAt: Date | null
  readonly revokedAt: Date | null
}

export type DeviceStanding = 'waiting' | 'code-over' | 'paired' | 'revoked'

/** Where a device stands now. */
export function standingOfDevice({ revokedAt, pairedAt, codeUntil }: RoomDevice, now: Date): DeviceStanding {
  if (revokedAt !== null) return 'revoked'
  if (pairedAt !== null) return 'paired'
  return codeUntil !== null && now < codeUntil ? 'waiting' : 'code-over'
}

/** Administrators keep the devices of their own hospital (product.md §2). */
export const mayKeepDevices = (actor: Actor): boolean => actor.roles.includes('admin')

/** How long a pairing code may be typed, in milliseconds: as long as it takes to walk to the room. */
export const codeStands = 30 * 60_000
/** How long a square on the device's screen may be approved. */
export const askStands = 2 * 60_000
/** How long a person's session on a device rests unused before it ends. */
export const deviceIdle = 10 * 60_000
export const longestDeviceName = 80

/** Letters and digits that nobody confuses when they are read out or typed. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** A code of ten such letters, 49 bits, from random bytes; a byte that would favour some letters is left out. */
export function pairingCode(randomBytes: (count: number) => Uint8Array): string {
  const fair = 256 - (256 % alphabet.length)
  let code = ''
  while (code.length < 10) for (const byte of randomBytes(16)) if (byte < fair && code.length < 10) code += alphabet[byte % alphabet.length] ?? ''
  return code
}

/** What was typed, as the code was made: without dashes and spaces, in capitals. */
export const typedCode = (raw: string): string => raw.replace(/[\s-]/g, '').toUpperCase()

/** A PIN is this many digits. */
export const pinLength = 6

/** Whether a PIN is among the first that a stranger would try: one digit, a run up or down, a pair or triple repeated, a year. */
export function isGuessablePin(pin: string): boolean {
  const digits = Array.from(pin, Number)
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10)
  if (steps.every((step) => step === steps[0]) && [0, 1, 9].includes(steps[0] ?? 0)) return true
  if (/^(\d\d)\1\1$/.test(pin) || /^(\d{3})\1$/.test(pin) || /^(\d)\1\1(\d)\2\2$/.test(pin)) return true
  // ddMMyy and yyyyMM read as a date: birthdays are what people choose.
  return /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d$/.test(pin) || /^(19|20)\d\d(0[1-9]|1[0-2])$/.test(pin)
}

/** A device asks a phone who stands before it. */
export interface DeviceAsk {
  readonly id: DeviceAskId
  readonly device: DeviceId
  readonly organization: OrganizationId
  /** Two digits on both screens, so that nobody approves the square of another room. */
  readonly check: string
  readonly expiresAt: Date
  readonly approvedBy: PractitionerId | null
}
