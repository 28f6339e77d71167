import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BlockTooLarge, frame, makeUnframer } from './mllp-framing.ts'

const message = fc.string({ unit: 'grapheme' }).filter((text) => !/[\u000b\u001c\r]/.test(text))

describe('MLLP framing', () => {
  it('gives back every message, however the bytes were cut', () => {
    fc.assert(fc.property(fc.array(message, { maxLength: 5 }), fc.integer({ min: 1, max: 9 }), (messages, cut) => {
      const wire = Buffer.concat(messages.map(frame))
      const unframe = makeUnframer()
      const found: string[] = []
      for (let at = 0; at < wire.length; at += cut) found.push(...unframe(wire.subarray(at, at + cut)))
      expect(found).toEqual(messages)
    }))
  })

  it('drops what stands outside a block, and refuses a block without end', () => {
    expect(makeUnframer()(Buffer.concat([Buffer.from('rác'), frame('MSH|một'), Buffer.from('rác')]))).toEqual(['MSH|một'])
    expect(() => makeUnframer(8)(Buffer.from('\u000b123456789'))).toThrow(BlockTooLarge)
  })
})
