import { expect, test } from 'vitest'
import { makeRelayAccess } from './turn-credentials.ts'

test('a relay is opened for an hour by a word that names nobody', () => {
  const access = makeRelayAccess({ secret: 'north', urls: ['turn:example:34780?transport=udp'], clock: () => new Date(1_000_000) })('seat-1')
  expect(access.username).toBe('4600:seat-1')
  // printf '4600:seat-1' | openssl dgst -sha1 -hmac north -binary | base64
  expect(access.credential).toBe('GqkTHX/n/MESYLsx9VQgDbOnDKw=')
})
