import { expect, test } from 'vitest'
import { readSettings } from './env.ts'

const enough = { SFU_SECRET: 'sixteen-characters-or-more', SFU_ANNOUNCED_ADDRESS: '10.0.0.5' }

test('needs only the secret and the announced address', () => {
  expect(readSettings(enough)).toMatchObject({
    secret: enough.SFU_SECRET,
    control: { address: '127.0.0.1', port: 3003 },
    media: { announcedAddress: '10.0.0.5', firstPort: 40_000 },
  })
})

test('names what is missing or malformed, never its value', () => {
  const read = () => readSettings({ SFU_SECRET: 'short-secret', SFU_MEDIA_PORT: 'abc' })
  expect(read).toThrow('SFU_SECRET, SFU_ANNOUNCED_ADDRESS, SFU_MEDIA_PORT')
  expect(read).not.toThrow('short-secret')
})
