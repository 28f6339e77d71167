import { expect, it } from 'vitest'
import { isOpenAuthPath } from './auth-paths.ts'

it.each([
  ['/api/auth/sign-in/email', true],
  ['/api/auth/callback/hospital', true],
  ['/api/auth/passkey/verify-authentication', true],
  ['/api/auth/request-password-reset', true],
  ['/api/auth/reset-password', true],
  ['/api/auth/reset-password/abc', false],
  ['/api/auth/sign-up/email', false],
  ['/api/auth/list-sessions', false],
  ['/api/auth/get-session', false],
  ['/api/auth/update-user', false],
  ['/api/auth/sign-in/email/', false],
  ['/elsewhere/sign-in/email', false],
])('a browser reaches %s: %s', (path, open) => {
  expect(isOpenAuthPath(path)).toBe(open)
})
