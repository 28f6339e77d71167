import type { Clock } from '#core/shared/clock.ts'
import type { OrganizationId, PatientId, Sha256 } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { LookInto, LookLog, Shelves } from './ports.ts'
import type { FhirType, SystemClient } from './system-client.ts'
import { scopesAllow } from './system-client.ts'

interface ReadPorts {
  readonly lookInto: LookInto
  /** Says with the same stroke whether the system is still let in: a revoked one is nobody at once. */
  readonly looks: LookLog
  readonly clock: Clock
}

/** What a look found, and whose it is. */
interface Look {
  readonly patients: readonly PatientId[]
  readonly results: number
}

type Looked<Found, More extends string = never> = Result<Found, 'fhir.not-in-scope' | 'fhir.signed-out' | More>

const audited = ({ looks, clock }: ReadPorts, { client, type, look }: { readonly client: SystemClient; readonly type: FhirType; readonly look: Look }): Promise<boolean> =>
  looks.append(client.id, {
    organization: client.organization, actor: null, at: clock(),
    payload: { type: 'fhir.read', client: client.id, resource: type, patients: [...new Set(look.patients)], results: look.results },
  })

/** Lets another system look at one kind of resource of its own hospital; every look is recorded with whose it was (TT 13/2025). */
export const makeReadShelf =
  (ports: ReadPorts) =>
  async <Found extends Look>(client: SystemClient, type: FhirType, look: (shelves: Shelves, viewer: OrganizationId) => Promise<Found>): Promise<Looked<Found>> => {
    if (!scopesAllow(client.scopes, type, 'read')) return err('fhir.not-in-scope')
    const found = await ports.lookInto(client.organization, ({ shelves }) => look(shelves, client.organization))
    return (await audited(ports, { client, type, look: found })) ? ok(found) : err('fhir.signed-out')
  }

/** Opens the exact bytes of a document or snapshot by their hash. */
export const makeReadBytes =
  (ports: ReadPorts) =>
  async (client: SystemClient, hash: Sha256): Promise<Looked<{ readonly bytes: Uint8Array; readonly mediaType: string }, 'fhir.not-found'>> => {
    if (!scopesAllow(client.scopes, 'Binary', 'read')) return err('fhir.not-in-scope')
    const file = await ports.lookInto(client.organization, ({ shelves }) => shelves.bytes(hash))
    if (file === null) return err('fhir.not-found')
    return (await audited(ports, { client, type: 'Binary', look: { patients: [file.patient], results: 1 } })) ? ok(file) : err('fhir.signed-out')
  }
