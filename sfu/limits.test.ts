import { expect, test } from 'vitest'
import { Capacity } from './limits.ts'

test('a place given back twice counts once', () => {
  const places = new Capacity(1)
  const release = places.take()
  expect(places.take()).toBeUndefined()
  release?.()
  release?.()
  expect(places.taken).toBe(0)
  expect(places.take()).toBeTypeOf('function')
  expect(places.full).toBe(true)
})
