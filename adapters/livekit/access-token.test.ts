import { jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { signAccessToken } from './access-token.ts'

const secret = 'a-secret-that-is-shared-with-livekit'
const now = new Date('2026-11-22T08:00:00Z')

describe('an access token', () => {
  it('says by whom, for whom and for how long, as a LiveKit server reads it', async () => {
    const token = await signAccessToken({ key: 'APIkey', secret, clock: () => now }, { grant: { roomJoin: true, room: 'r1' }, identity: 'p1', seconds: 60 })
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), { issuer: 'APIkey', subject: 'p1', currentDate: now })
    expect(payload['video']).toEqual({ roomJoin: true, room: 'r1' })
    await expect(jwtVerify(token, new TextEncoder().encode(secret), { currentDate: new Date(now.getTime() + 61_000) })).rejects.toThrow('exp')
  })

  it('does not open with another secret', async () => {
    const token = await signAccessToken({ key: 'APIkey', secret, clock: () => now }, { grant: { roomList: true }, seconds: 60 })
    await expect(jwtVerify(token, new TextEncoder().encode('another-secret'), { currentDate: now })).rejects.toThrow('signature')
  })
})
