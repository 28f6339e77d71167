import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { openByDesign, openProbes, type Probes } from './test-probes.ts'

let database: TestDatabase
let probes: Probes

beforeAll(async () => {
  database = await createTestDatabase()
  probes = await openProbes(database.adminUrl)
})
afterAll(async () => {
  await probes.close()
  await database.drop()
})

describe('a row in every table of the domain', () => {
  it('is let to nobody who has no business with it, but for what stands open by design', async () => {
    const found: string[] = []
    for (const table of probes.tables) found.push(...(await probes.of(table)))
    expect(probes.tables.length).toBeGreaterThan(80)
    expect(found.sort()).toEqual([...openByDesign].sort())
  })

  it('is kept by each policy: without any one of them it is let to somebody', async () => {
    const policies = await probes.policies()
    const unnoticed: string[] = []
    for (const policy of policies) if ((await probes.without(policy)).every((one) => openByDesign.has(one))) unnoticed.push(policy)
    expect(policies.length).toBeGreaterThan(180)
    expect(unnoticed).toEqual([])
  }, 60_000)
})
