import type { Actor } from '#core/directory/actor.ts'
import type { Digest } from '#core/record/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { ClientId, NewId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { InteropRepositories } from './ports.ts'
import type { ClientScope, SystemClient } from './system-client.ts'
import { mayManageClients } from './system-client.ts'

interface ClientPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: Pick<InteropRepositories, 'clients' | 'audit'>) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
  readonly digest: Digest
  /** 32 random bytes as text. */
  readonly newSecret: () => string
}

/** The systems that the actor's hospital has let in, newest first. */
export const makeListClients =
  (ports: ClientPorts) =>
  (actor: Actor): Promise<Result<readonly SystemClient[], 'auth.not-allowed'>> =>
    ports.atomically(actor, async ({ clients }) => (mayManageClients(actor) ? ok(await clients.all()) : err('auth.not-allowed')))

/** Lets another system in; its secret is told this once and kept as its hash only. */
export const makeIssueClient =
  (ports: ClientPorts) =>
  (actor: Actor, input: { readonly name: string; readonly scopes: readonly ClientScope[] }): Promise<Result<{ readonly client: SystemClient; readonly secret: string }, 'auth.not-allowed'>> =>
    ports.atomically(actor, async ({ clients, audit }) => {
      if (!mayManageClients(actor)) return err('auth.not-allowed')
      const secret = ports.newSecret()
      const now = ports.clock()
      const client: SystemClient = {
        id: brandId<ClientId>(ports.newId()), organization: actor.organization, name: input.name, scopes: input.scopes,
        secretDigest: ports.digest(secret), createdAt: now, createdBy: actor.practitioner, revokedAt: null,
      }
      await clients.add(client)
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload: { type: 'client.issued', client: client.id } })
      return ok({ client, secret })
    })

/** Shuts another system out, at once: tokens it holds are worth nothing from the next request on. */
export const makeRevokeClient =
  (ports: ClientPorts) =>
  (actor: Actor, id: ClientId): Promise<Result<null, 'auth.not-allowed' | 'client.not-found'>> =>
    ports.atomically(actor, async ({ clients, audit }) => {
      if (!mayManageClients(actor)) return err('auth.not-allowed')
      const now = ports.clock()
      if (!(await clients.revoke(id, actor.practitioner, now))) return err('client.not-found')
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload: { type: 'client.revoked', client: id } })
      return ok(null)
    })
