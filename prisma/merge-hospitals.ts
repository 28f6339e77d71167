import { randomUUID } from 'node:crypto'
import type { MergedKind, MergePair, MergeRefusal } from '#core/directory/merge-hospitals.ts'
import { mergedKinds, mergeHindrance } from '#core/directory/merge-hospitals.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { makeAuditLog } from './repositories/audit-log.ts'
import { oneOf } from './repositories/broken-row.ts'
import { organizationOf } from './repositories/directory.ts'
import { scopedDb, type Db, type ScopedDb } from './repositories/scoped-db.ts'
import { openScopedClient } from './tenancy/scoped-client.ts'

const limits = { maxWait: 10_000, timeout: 300_000 }

export interface Merge extends MergePair {
  /** How many rows of each kind moved, or would. */
  readonly moved: readonly { readonly kind: MergedKind; readonly count: number }[]
  /** Rooms and equipment that take the old hospital's name behind their own, since the other one has one of that name. */
  readonly renamed: readonly string[]
}

/** Undoes what was only looked at. */
class LookedOnly extends Error {
  readonly merge: Merge
  constructor(merge: Merge) {
    super('looked at, not merged')
    this.merge = merge
  }
}

/**
 * Merges one hospital into another for whoever runs the machine, with the owner's address of the database: all in one transaction, on the
 * trail of both. Without `apply` everything is done and undone, so that what is told is what would happen. It cannot be taken back.
 */
export async function mergeHospitals(
  ownerUrl: string,
  codes: { readonly gone: string; readonly heir: string },
  { apply, now }: { readonly apply: boolean; readonly now: Date },
): Promise<Result<Merge, MergeRefusal>> {
  const { client, close } = openScopedClient({ url: ownerUrl, applicationName: 'merge', maxConnections: 1 })
  try {
    return await client.$transaction(async (db) => {
      const gone = await hospitalOf(db, codes.gone)
      const heir = await hospitalOf(db, codes.heir)
      if (gone === null || heir === null) return err('merge.unknown-hospital')
      const hindrance = mergeHindrance({ gone, heir }, await runningSessions(db, gone.id))
      if (hindrance !== null) return err(hindrance)
      const renamed = await sameNames(db, gone.id, heir.id)
      const rows = await asPlatformOf(db, heir.id)((own) => own.$queryRaw<{ kind: string; moved: number }[]>`
        SELECT kind, moved FROM merge_hospital(${gone.id}::uuid, ${heir.id}::uuid, ${now}::timestamptz)`)
      const merge: Merge = { gone, heir, renamed, moved: rows.map(({ kind, moved }) => ({ kind: oneOf({ table: 'organization', id: gone.id }, mergedKinds, kind), count: moved })) }
      if (!apply) throw new LookedOnly(merge)
      const audit = makeAuditLog((organization) => asPlatformOf(db, organization))
      await audit.append({ organization: gone.id, actor: null, at: now, payload: { type: 'directory.hospital-merged', with: heir.id } })
      await audit.append({ organization: heir.id, actor: null, at: now, payload: { type: 'directory.hospital-taken-over', with: gone.id } })
      return ok(merge)
    }, limits)
  } catch (error) {
    if (error instanceof LookedOnly) return ok(error.merge)
    throw error
  } finally {
    await close()
  }
}

const asPlatformOf = (db: Db, organization: OrganizationId): ScopedDb => scopedDb(db, { organization, practitioner: null, roles: ['admin'] })

async function hospitalOf(db: Db, facilityCode: string) {
  const row = await asPlatformOf(db, brandId(randomUUID()))((all) => all.organization.findFirst({ where: { facilityCode } }))
  return row === null ? null : organizationOf(row)
}

/** Sessions at whose table the hospital sits right now. */
const runningSessions = (db: Db, organization: OrganizationId): Promise<number> =>
  asPlatformOf(db, organization)((own) => own.consultCase.count({ where: { status: { in: ['lobby', 'live', 'interrupted'] } } }))

async function sameNames(db: Db, gone: OrganizationId, heir: OrganizationId): Promise<readonly string[]> {
  const namesOf = async (organization: OrganizationId) => (await asPlatformOf(db, organization)((own) => own.asset.findMany({ where: { organizationId: organization }, orderBy: { name: 'asc' } }))).map(({ name }) => name)
  const known = new Set((await namesOf(heir)).map((name) => name.toLocaleLowerCase('vi')))
  return (await namesOf(gone)).filter((name) => known.has(name.toLocaleLowerCase('vi')))
}
