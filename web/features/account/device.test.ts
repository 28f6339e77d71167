import { expect, it } from 'vitest'
import { deviceOf } from './device.ts'

it('names a device as its owner would', () => {
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36 Edg/156.0')).toEqual({ browser: 'Edge', system: 'Windows', isPhone: false })
  expect(deviceOf('Mozilla/5.0 (Linux; Android 15; SM-A556E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36')).toEqual({ browser: 'Chrome', system: 'Android', isPhone: true })
  expect(deviceOf('')).toEqual({ browser: '?', system: '?', isPhone: false })
})
