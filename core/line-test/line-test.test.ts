import { expect, test } from 'vitest'
import { judgeLine, type LineReadings } from './line-test.ts'

const whole: LineReadings = {
  ways: { udp: 'open', tcp: 'open', relay: 'open', onePort: 'open' }, up: 5_000_000, down: 20_000_000, roundTrip: 30, loss: 0, camera: 'ready', microphone: 'ready',
}
const closed = { udp: 'closed', tcp: 'closed', relay: 'closed', onePort: 'closed' } as const

test('a good line and working devices leave nothing to do', () => {
  expect(judgeLine(whole)).toEqual({ verdict: 'ready', findings: [] })
  expect(judgeLine({ ...whole, ways: { ...whole.ways, relay: 'absent', onePort: 'absent' } }).verdict).toBe('ready')
})

test.each([
  ['udp-blocked', { ...closed, tcp: 'open', onePort: 'open' }, 'limited'],
  ['relay-only', { ...closed, relay: 'open' }, 'limited'],
  ['one-port-only', { ...closed, onePort: 'open' }, 'limited'],
  ['no-way', closed, 'impossible'],
] as const)('names the blocked step: %s', (finding, ways, verdict) => {
  expect(judgeLine({ ...whole, ways })).toEqual({ verdict, findings: [finding] })
})

test('names what is slow, far, lossy, and which device is not there', () => {
  expect(judgeLine({ ...whole, up: 90_000, down: 400_000 }).findings).toEqual(['sound-only'])
  expect(judgeLine({ ...whole, up: 300_000, down: 400_000, roundTrip: 600, loss: 0.05 }).findings).toEqual(['slow-up', 'slow-down', 'far', 'lossy'])
  expect(judgeLine({ ...whole, camera: 'missing', microphone: 'denied' }).findings).toEqual(['microphone-denied', 'camera-missing'])
})

test('what could not be measured is not held against the line', () => {
  expect(judgeLine({ ...whole, up: null, down: null, roundTrip: null, loss: null }).verdict).toBe('ready')
})
