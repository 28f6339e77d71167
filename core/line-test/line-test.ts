import type { Brand, CaseId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'

export type LineTestId = Brand<string, 'LineTestId'>

/** `absent`: the deployment has no such way. */
export const wayStates = ['open', 'closed', 'absent'] as const
export type WayState = (typeof wayStates)[number]

/** How sound and picture may travel, the best first: to the media ports, by the relay's own port, by the page's own port. */
export const ways = ['udp', 'tcp', 'relay', 'onePort'] as const
export type Way = (typeof ways)[number]

export const deviceStates = ['ready', 'denied', 'missing', 'busy'] as const
export type DeviceState = (typeof deviceStates)[number]

/** What one computer measured of its line before a session; rates in bits per second, times in milliseconds, null where it could not be measured. */
export interface LineReadings {
  readonly ways: Readonly<Record<Way, WayState>>
  readonly down: number | null
  readonly up: number | null
  readonly roundTrip: number | null
  /** Share of packets lost, by the worse direction. */
  readonly loss: number | null
  readonly camera: DeviceState
  readonly microphone: DeviceState
}

/** What stands in the way of a good call, each with a remedy of its own. */
export const lineFindings = [
  'no-way', 'one-port-only', 'relay-only', 'udp-blocked',
  'sound-only', 'slow-up', 'slow-down', 'far', 'lossy',
  'camera-denied', 'camera-missing', 'camera-busy', 'microphone-denied', 'microphone-missing', 'microphone-busy',
] as const
export type LineFinding = (typeof lineFindings)[number]

/** `ready`: nothing to do. `limited`: the call works, not as it could. `impossible`: it would not. */
export type LineVerdict = 'ready' | 'limited' | 'impossible'

export interface LineJudgement {
  readonly verdict: LineVerdict
  /** The gravest first. */
  readonly findings: readonly LineFinding[]
}

/** A computer's result as it stands on a case. */
export interface LineTest {
  readonly id: LineTestId
  readonly case: CaseId
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly takenAt: Date
  readonly readings: LineReadings
}

/** Results are only ever added. */
export interface LineTestRepository {
  add(test: LineTest): Promise<void>
  /** Newest first. */
  of(caseId: CaseId): Promise<readonly LineTest[]>
}

/** Bits per second below which no picture is worth sending, and below which it is a small one (the ladder's own needs). */
const leastForPicture = 110_000
const enoughForPicture = 900_000

/** Names every step that fails or falls short, and whether a call is possible at all. */
export function judgeLine({ ways: way, up, down, roundTrip, loss, camera, microphone }: LineReadings): LineJudgement {
  const findings: LineFinding[] = [
    ...wayFindings(way),
    ...rateFindings(up, down),
    ...(roundTrip !== null && roundTrip > 400 ? ['far' as const] : []),
    ...(loss !== null && loss > 0.03 ? ['lossy' as const] : []),
    ...(microphone === 'ready' ? [] : [`microphone-${microphone}` as const]),
    ...(camera === 'ready' ? [] : [`camera-${camera}` as const]),
  ]
  const verdict = findings.includes('no-way') ? 'impossible' : findings.length === 0 ? 'ready' : 'limited'
  return { verdict, findings }
}

function wayFindings(way: LineReadings['ways']): readonly LineFinding[] {
  if (way.udp === 'open') return []
  if (way.tcp === 'open') return ['udp-blocked']
  if (way.relay === 'open') return ['relay-only']
  return way.onePort === 'open' ? ['one-port-only'] : ['no-way']
}

function rateFindings(up: number | null, down: number | null): readonly LineFinding[] {
  if (Math.min(up ?? Infinity, down ?? Infinity) < leastForPicture) return ['sound-only']
  return [
    ...(up !== null && up < enoughForPicture ? ['slow-up' as const] : []),
    ...(down !== null && down < enoughForPicture ? ['slow-down' as const] : []),
  ]
}
