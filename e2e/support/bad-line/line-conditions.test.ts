import { describe, expect, test } from 'vitest'
import { parseLineRequest, parseRate } from './line-conditions.ts'

describe('a bad line on request', () => {
  test('reads rates as people write them', () => {
    expect([parseRate('256k'), parseRate('2m'), parseRate('15000'), parseRate('1.5Mbit')]).toEqual([256_000, 2_000_000, 15_000, 1_500_000])
    expect(() => parseRate('fast')).toThrow('not a rate')
  })

  test('takes the conditions of the issue, and a program to run behind them', () => {
    expect(parseLineRequest(['--up', '256k', '--rtt', '300', '--loss', '5', '--ports', '4800', '--', 'chromium', '--incognito'])).toEqual({
      ports: [4800],
      command: ['chromium', '--incognito'],
      conditions: { up: 256_000, roundTrip: 300, loss: 0.05, udpBlocked: false },
    })
    expect(parseLineRequest(['--no-udp', '--only-tcp', '443']).conditions).toEqual({ udpBlocked: true, tcpPorts: [443] })
    expect(() => parseLineRequest(['--loss', '101'])).toThrow('0 to 100')
  })
})
