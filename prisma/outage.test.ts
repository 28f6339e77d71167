import { describe, expect, it } from 'vitest'
import { outageOf } from './outage.ts'

const coded = (code: string): Error => Object.assign(new Error(code), { code })
const fromDriver = (originalCode: string): Error => Object.assign(new Error('raw query failed'), { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode } } } })

describe('outageOf', () => {
  it.each([
    [fromDriver('25006'), 'read-only'],
    [fromDriver('53100'), 'disk-full'],
    [fromDriver('57P03'), 'unreachable'],
    [new Error('', { cause: { kind: 'postgres', originalCode: '25006' } }), 'read-only'],
    [coded('P1001'), 'unreachable'],
    [coded('P2028'), 'unreachable'],
    [coded('ENOSPC'), 'disk-full'],
    [new Error('Connection terminated unexpectedly'), 'unreachable'],
    [new Error('not written', { cause: coded('ENOSPC') }), 'disk-full'],
  ])('knows %o', (error, outage) => expect(outageOf(error)).toBe(outage))

  it.each([[coded('P2002')], [fromDriver('23505')], [fromDriver('40001')], [new TypeError('x is undefined')], ['text'], [null]])('takes %o for what it is', (error) => expect(outageOf(error)).toBeNull())
})
