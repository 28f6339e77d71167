import { describe, expect, it } from 'vitest'
import { outageOf } from './outage.ts'
import { scoped } from './tenancy/scope.ts'
import { openScopedClient } from './tenancy/scoped-client.ts'

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

  it('knows a database that does not answer, whichever way it is asked', async () => {
    // Nobody listens at the first port.
    const { client, close } = openScopedClient({ url: 'postgresql://nobody:none@127.0.0.1:1/none', applicationName: 'test' })
    const asked: readonly (() => PromiseLike<unknown>)[] = [() => client.$queryRaw`SELECT 1`, () => client.$executeRaw`SELECT 1`, () => client.organization.findFirst(), () => client.$transaction(async (db) => db.$queryRaw`SELECT 1`)]
    const told = await Promise.all(asked.map((ask) => scoped({ organization: null, practitioner: null, roles: [] }, ask).then(() => 'answered', outageOf)))
    expect(told).toEqual(asked.map(() => 'unreachable'))
    await close()
  })

  it.each([[coded('P2002')], [fromDriver('23505')], [fromDriver('40001')], [new TypeError('x is undefined')], ['text'], [null]])('takes %o for what it is', (error) => expect(outageOf(error)).toBeNull())
})
