import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '#core/directory/actor.ts'
import type { FileSealer } from '#core/record/sealed-file.ts'
import type { CaseId, OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { isWorthRetrying, translated } from './database-errors.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Standing, StoreRepositories } from './repositories/repositories.ts'
import { repositoriesOf } from './repositories/repositories.ts'
import type { Db } from './repositories/scoped-db.ts'

export type Work<T> = (repositories: StoreRepositories) => Promise<T>

/** Rendering and signing hold the case for up to some seconds; a pool that is that busy is given time as well. */
const limits = { maxWait: 10_000, timeout: 30_000 }
const attempts = 4

/** The standing of a person: everything in the scope of the hospital they act for. */
export const standingOf = (actor: Actor): Standing => ({ scope: actor, patientsOf: actor.organization, actor })

/** The standing of the platform within one hospital. */
export const platformStanding = (organization: OrganizationId, patientsOf = organization): Standing => ({
  scope: { organization, practitioner: null, roles: [] },
  patientsOf,
  actor: null,
})

/**
 * Transactions that hand out repositories and never the client. Work is started again when another transaction was in its way,
 * so it must do nothing but through its repositories.
 */
export function makeUnitOfWork(client: PrismaClient, sealer: FileSealer | undefined) {
  const transact = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await client.$transaction(work, limits)
      } catch (error) {
        if (attempt === attempts || !isWorthRetrying(error)) throw translated(error)
        await pause(attempt * 15)
      }
    }
  }
  return {
    /** One transaction on behalf of a person. */
    atomically: <T>(actor: Actor, work: Work<T>): Promise<T> => transact((db) => work(repositoriesOf({ db, sealer }, standingOf(actor)))),
    /** One transaction of the platform itself within one hospital. */
    asOrganization: <T>(organization: OrganizationId, work: Work<T>): Promise<T> =>
      transact((db) => work(repositoriesOf({ db, sealer }, platformStanding(organization)))),
    /** One transaction of the platform on a case between two hospitals: the case as the advising one sees it, the record of the asking one. */
    forCase: <T>(caseId: CaseId, work: Work<T>): Promise<T> =>
      transact(async (db) => {
        const { requesting, consulting } = await partiesOf(db, caseId)
        return work(repositoriesOf({ db, sealer }, platformStanding(consulting, requesting)))
      }),
    /** One transaction of the platform on a case as the asking hospital sees it: an emergency's hubs may be many. */
    forCaller: <T>(caseId: CaseId, work: Work<T>): Promise<T> =>
      transact(async (db) => work(repositoriesOf({ db, sealer }, platformStanding((await partiesOf(db, caseId)).requesting)))),
    /** One transaction of the platform on a case within one of its two hospitals. */
    forParty: <T>(caseId: CaseId, organization: OrganizationId, work: Work<T>): Promise<T> =>
      transact(async (db) => {
        const { requesting, consulting } = await partiesOf(db, caseId)
        if (organization !== requesting && organization !== consulting) throw new Error(`case ${caseId} is not of organisation ${organization}`)
        return work(repositoriesOf({ db, sealer }, platformStanding(organization)))
      }),
    partiesOf: async (caseId: CaseId): Promise<readonly OrganizationId[]> => {
      const { requesting, consulting } = await transact((db) => partiesOf(db, caseId))
      return [requesting, consulting]
    },
    /** The emergencies whose ladder still runs, of every hospital; only the role that runs jobs may ask. */
    runningEmergencies: async (): Promise<readonly CaseId[]> => {
      const rows = await client.$queryRaw<{ id: string }[]>`SELECT running_emergencies AS id FROM running_emergencies()`
      return rows.map(({ id }) => brandId(id))
    },
  }
}

/** Only the role that runs jobs may ask this; nothing but two organisation ids comes back. */
async function partiesOf(db: Db, caseId: CaseId): Promise<{ requesting: OrganizationId; consulting: OrganizationId }> {
  const rows = await db.$queryRaw<{ requesting: string; consulting: string }[]>`
    SELECT requesting, consulting FROM parties_of_case(${caseId}::uuid)`
  const [row] = rows
  if (row === undefined) throw new Error(`no such case: ${caseId}`)
  return { requesting: brandId(row.requesting), consulting: brandId(row.consulting) }
}
