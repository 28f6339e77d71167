import { afterAll, beforeAll, expect, it } from 'vitest'
import { administratorOf, openFhirWorld, type FhirWorld } from './test-fhir-world.ts'

let world: FhirWorld
let token: string

beforeAll(async () => {
  world = await openFhirWorld()
  token = await world.tokenFor(administratorOf('baLang'), ['system/Patient.read'])
}, 120_000)
afterAll(() => world.close())

const search = async (identifier: string) => {
  const answer = await fetch(`${world.base}/fhir/Patient/_search`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: new URLSearchParams({ identifier }) })
  return [answer.status, ((await answer.json()) as { readonly total?: number }).total]
}

it('a search by a form that is too large to be read is refused, and no page of everybody', async () => {
  expect(await search('NOBODY')).toEqual([200, 0])
  expect(await search(`NOBODY,${'X'.repeat(50_000)}`)).toEqual([413, undefined])
})
