import { describe, expect, it } from 'vitest'
import { isInside, reachesOutside } from './outside-address.ts'

describe('a receiver that a hospital names', () => {
  it.each(['127.0.0.1', '127.8.9.1', '0.0.0.0', '169.254.169.254', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', '[::1]', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1'])(
    'is not sent to at %s', (address) => expect(isInside(address)).toBe(true))

  it.each(['10.1.2.3', '192.168.1.20', '203.113.1.1', '2001:db8::1', 'fd00::1'])('is sent to at %s, the hospital\'s own network included', (address) => expect(isInside(address)).toBe(false))

  it('is not sent to by a number in another dress', async () => {
    for (const address of ['http://2130706433/', 'http://0x7f.1/', 'http://127.1/', 'http://[::ffff:127.0.0.1]/']) expect(await reachesOutside(new URL(address).hostname)).toBe(false)
  })
})
