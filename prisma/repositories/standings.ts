import type { ConsultCase } from '#core/case/case.ts'
import { caseAsSeenBy } from '#core/case/masked-case.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { PrismaClient } from '#prisma/generated/client.ts'
import { caseOf, caseParts } from './case-row.ts'
import { scopedDb } from './scoped-db.ts'

/** Somebody who has a case open. */
export interface Place {
  readonly actor: Actor
  readonly case: CaseId
}

interface StandingRow {
  readonly place: number
  readonly held_roles: readonly string[] | null
  readonly signed_in: boolean
  readonly sees_case: boolean
  readonly visits_case: boolean
}

const sameRoles = (held: readonly string[] | null, shown: readonly string[]): boolean =>
  held !== null && held.length === shown.length && held.every((role) => shown.includes(role))

/** Everybody who is still signed in, still works there in the same roles and still sees the case, with what they visit now; null for the others: one question for all. */
async function whoStands(client: PrismaClient, places: readonly Place[]): Promise<readonly (Actor | null)[]> {
  const asked = places.map(({ actor: { practitioner, organization, roles, signIn }, case: id }) => ({ practitioner, organization, roles: roles.join(','), signIn: signIn ?? null, case: id }))
  const rows = await client.$queryRaw<StandingRow[]>`SELECT place, held_roles, signed_in, sees_case, visits_case FROM standings(${JSON.stringify(asked)}::jsonb)`
  const byPlace = new Map(rows.map((row) => [row.place, row]))
  return places.map(({ actor: { visits: _before, ...actor }, case: id }, index) => {
    const row = byPlace.get(index + 1)
    if (row === undefined || !row.signed_in || !row.sees_case || !sameRoles(row.held_roles, actor.roles)) return null
    return row.visits_case ? { ...actor, visits: [id] } : actor
  })
}

/** Every case once: the first person of each hospital reads for all of it, and whoever sees more than their hospital reads for themselves. */
async function casesOf(client: PrismaClient, places: readonly Place[]): Promise<ReadonlyMap<CaseId, ConsultCase>> {
  const found = new Map<CaseId, ConsultCase>()
  const read = async (actor: Actor, ids: readonly CaseId[]): Promise<void> => {
    const rows = await scopedDb(client, actor)((db) => db.consultCase.findMany({ where: { id: { in: [...ids] } }, include: caseParts }))
    for (const row of rows) found.set(brandId<CaseId>(row.id), caseOf(row))
  }
  for (const ofHospital of Map.groupBy(places, ({ actor }) => actor.organization).values()) {
    const missing = [...new Set(ofHospital.map((place) => place.case))].filter((id) => !found.has(id))
    const [first] = ofHospital
    if (first !== undefined && missing.length > 0) await read(first.actor, missing)
  }
  for (const { actor, case: id } of places) if (!found.has(id)) await read(actor, [id])
  return found
}

/** A place as it stands now: its person, with what they visit, and the case as they may see it. */
export interface StandingPlace {
  readonly actor: Actor
  readonly one: ConsultCase
}

/** Asks for everybody at once; of each place comes how it stands, or null where its person may no longer be there. */
export function makeStandings(client: PrismaClient) {
  return async (places: readonly Place[]): Promise<readonly (StandingPlace | null)[]> => {
    if (places.length === 0) return []
    const stands = await whoStands(client, places)
    const cases = await casesOf(client, places.filter((_place, index) => stands[index] !== null))
    return places.map(({ case: id }, index) => {
      const [actor, one] = [stands[index] ?? null, cases.get(id)]
      return actor === null || one === undefined ? null : { actor, one: caseAsSeenBy(actor, one) }
    })
  }
}
