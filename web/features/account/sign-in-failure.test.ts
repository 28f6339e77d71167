import { expect, it } from 'vitest'
import { signInFailure } from './sign-in-failure.ts'

it('names what the reader can act upon', () => {
  expect(signInFailure({ code: 'INVALID_EMAIL_OR_PASSWORD', status: 401 })).toBe('wrong')
  expect(signInFailure({ code: 'ACCOUNT_LOCKED', status: 429 })).toBe('locked')
  expect(signInFailure({ status: 429 })).toBe('tooMany')
  expect(signInFailure({})).toBe('network')
  expect(signInFailure({ code: 'SOMETHING_ELSE', status: 500 })).toBe('failed')
})
