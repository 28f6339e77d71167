import { describe, expect, it } from 'vitest'
import { isForbiddenAddress, judgeAddress, judgedLookup } from '#adapters/outside/judged-lookup.ts'
import { isInside, reachesOutside } from './outside-address.ts'

describe('a receiver that a hospital names', () => {
  it.each(['127.0.0.1', '127.8.9.1', '0.0.0.0', '169.254.169.254', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', '[::1]', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1'])(
    'is not sent to at %s', (address) => expect(isInside(address)).toBe(true))

  it.each(['10.1.2.3', '192.168.1.20', '203.113.1.1', '2001:db8::1', 'fd00::1'])('is sent to at %s, the hospital\'s own network included', (address) => expect(isInside(address)).toBe(false))

  it('is not sent to by a number in another dress', () => {
    for (const address of ['http://2130706433/', 'http://0x7f.1/', 'http://127.1/', 'http://[::ffff:127.0.0.1]/']) expect(() => judgeAddress(new URL(address).hostname, reachesOutside)).toThrow()
    expect(() => judgeAddress('[2001:db8::1]', reachesOutside)).not.toThrow()
  })

  it('is not sent to by a name that leads here, at the moment of connecting; judged is what is connected to', async () => {
    const found = (mayReach: typeof reachesOutside, all: boolean): Promise<unknown> =>
      new Promise((resolve) => judgedLookup(mayReach)('localhost', { all }, (fault, address) => resolve(fault ?? address)))
    expect(isForbiddenAddress(await found(reachesOutside, true))).toBe(true)
    expect(isForbiddenAddress(await found(reachesOutside, false))).toBe(true)
    expect(['127.0.0.1', '::1']).toContain(await found(() => true, false))
    expect(isForbiddenAddress(new TypeError('fetch failed', { cause: await found(reachesOutside, true) }))).toBe(true)
    expect(isForbiddenAddress(new Error('other'))).toBe(false)
  })
})
