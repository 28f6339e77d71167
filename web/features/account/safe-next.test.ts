import { expect, it } from 'vitest'
import { safeNext } from './safe-next.ts'

it.each([
  ['/cases/HC-0421?tab=minutes', '/cases/HC-0421?tab=minutes'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('after sign-in %j leads to %s', (raw, path) => {
  expect(safeNext(raw)).toBe(path)
})
