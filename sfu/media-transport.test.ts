import { expect, test } from 'vitest'
import { transportState } from './media-transport.ts'

test.each([
  ['new', 'new', 'new'],
  ['connected', 'new', 'connecting'],
  ['connected', 'connecting', 'connecting'],
  ['completed', 'connected', 'connected'],
  ['disconnected', 'connected', 'disconnected'],
  ['connected', 'failed', 'failed'],
  ['connected', 'closed', 'closed'],
  ['closed', 'connected', 'closed'],
] as const)('ICE %s and DTLS %s is %s', (ice, dtls, state) => {
  expect(transportState(ice, dtls)).toBe(state)
})
