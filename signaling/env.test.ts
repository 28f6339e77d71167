import { expect, test } from 'vitest'
import { readSettings } from './env.ts'

const enough = { APP_DATABASE_URL: 'postgresql://x', PUBLIC_ORIGIN: 'https://hoichan.vn', TICKET_SECRET: 'sixteen-characters-or-more', SFU_SECRET: 'sixteen-characters-or-more' }
const liveKit = { MEDIA_ENGINE: 'livekit', LIVEKIT_URL: 'wss://livekit.vn', LIVEKIT_API_KEY: 'lien-vien', LIVEKIT_API_SECRET: 'thirty-two-characters-or-more-of-it' }

test('our own SFU carries the rooms unless the deployment chose a LiveKit server', () => {
  expect(readSettings(enough).liveKit).toBeUndefined()
  expect(readSettings({ ...enough, ...liveKit, MEDIA_ENGINE: 'mediasoup' }).liveKit).toBeUndefined()
  expect(readSettings({ ...enough, ...liveKit }).liveKit).toEqual({ url: 'wss://livekit.vn', key: 'lien-vien', secret: liveKit.LIVEKIT_API_SECRET })
})

test('a chosen LiveKit server without its address or key stops the start by the names of what is missing', () => {
  expect(() => readSettings({ ...enough, MEDIA_ENGINE: 'livekit', LIVEKIT_URL: 'wss://livekit.vn' })).toThrow('needs LIVEKIT_API_KEY, LIVEKIT_API_SECRET')
  expect(() => readSettings({ ...enough, ...liveKit, LIVEKIT_URL: 'https://livekit.vn' })).toThrow('LIVEKIT_URL')
})
