import type { Actor } from '#core/directory/actor.ts'
import type { Organization, Practitioner } from '#core/directory/directory.ts'
import type { Directory } from '#core/directory/ports.ts'
import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { ConsultCase } from './case.ts'
import { teamOf } from './case.ts'
import type { Atomically } from './ports.ts'

/** The people and hospitals that cases name by id. */
export interface Names {
  readonly people: ReadonlyMap<PractitionerId, Practitioner>
  readonly organizations: ReadonlyMap<OrganizationId, Organization>
}

/** Looks up everyone that the cases name, each person and hospital once. */
export async function namesOfCases(directory: Directory, cases: readonly ConsultCase[]): Promise<Names> {
  const people = new Set<PractitionerId>()
  const organizations = new Set<OrganizationId>()
  for (const one of cases) {
    people.add(one.requester)
    if ('coordinator' in one) people.add(one.coordinator)
    for (const member of teamOf(one)) people.add(member.practitioner)
    organizations.add(one.requestingOrganization).add(one.consultingOrganization)
  }
  if (cases.length === 0) return { people: new Map(), organizations: new Map() }
  const [found, hospitals] = await Promise.all([directory.practitioners([...people]), directory.organizations([...organizations])])
  return { people: new Map(found.map((one) => [one.id, one])), organizations: new Map(hospitals.map((one) => [one.id, one])) }
}

/** The names behind cases that a page already holds. */
export const makeNameCases =
  (ports: { readonly read: Atomically }) =>
  (actor: Actor, cases: readonly ConsultCase[]): Promise<Names> =>
    ports.read(actor, ({ directory }) => namesOfCases(directory, cases))
