import type { Clock } from '#core/shared/clock.ts'
import type { OrganizationId, PatientId, Sha256 } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { AsOrganization, InteropRepositories, Shelves } from './ports.ts'
import type { FhirType, SystemClient } from './system-client.ts'
import { scopesAllow } from './system-client.ts'

interface ReadPorts {
  readonly asOrganization: AsOrganization
  readonly clock: Clock
}

/** What a look found, and whose it is. */
interface Look {
  readonly patients: readonly PatientId[]
  readonly results: number
}

type Looked<Found> = Result<Found, 'fhir.not-in-scope'>

async function audited({ audit }: Pick<InteropRepositories, 'audit'>, read: { readonly client: SystemClient; readonly type: FhirType; readonly look: Look; readonly at: Date }): Promise<void> {
  const { client, type, look, at } = read
  await audit.append({
    organization: client.organization, actor: null, at,
    payload: { type: 'fhir.read', client: client.id, resource: type, patients: [...new Set(look.patients)], results: look.results },
  })
}

/** Lets another system look at one kind of resource of its own hospital; every look is recorded with whose it was (TT 13/2025). */
export const makeReadShelf =
  (ports: ReadPorts) =>
  <Found extends Look>(client: SystemClient, type: FhirType, look: (shelves: Shelves, viewer: OrganizationId) => Promise<Found>): Promise<Looked<Found>> => {
    if (!scopesAllow(client.scopes, type, 'read')) return Promise.resolve(err('fhir.not-in-scope'))
    return ports.asOrganization(client.organization, async (repositories) => {
      const found = await look(repositories.shelves, client.organization)
      await audited(repositories, { client, type, look: found, at: ports.clock() })
      return ok(found)
    })
  }

/** Opens the exact bytes of a document or snapshot by their hash. */
export const makeReadBytes =
  (ports: ReadPorts) =>
  (client: SystemClient, hash: Sha256): Promise<Result<{ readonly bytes: Uint8Array; readonly mediaType: string }, 'fhir.not-in-scope' | 'fhir.not-found'>> => {
    if (!scopesAllow(client.scopes, 'Binary', 'read')) return Promise.resolve(err('fhir.not-in-scope'))
    return ports.asOrganization(client.organization, async (repositories) => {
      const file = await repositories.shelves.bytes(hash)
      if (file === null) return err('fhir.not-found')
      await audited(repositories, { client, type: 'Binary', look: { patients: [file.patient], results: 1 }, at: ports.clock() })
      return ok(file)
    })
  }
