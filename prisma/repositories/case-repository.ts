import type { ConsultCase } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import { caseAsSeenBy } from '#core/case/masked-case.ts'
import type { CaseRepository } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { identityColumns, memberColumns, sessionColumns, stateColumns } from './case-columns.ts'
import { casesOnPage } from './case-list.ts'
import { caseOf, caseParts } from './case-row.ts'
import type { Db, ScopedDb } from './scoped-db.ts'

/** Another writer saved the case first; the unit of work is undone and may be tried again from the start. */
export class StaleRevision extends Error {
  override readonly name = 'StaleRevision'
}

/**
 * Cases of the scope's organisation, whichever side it is on; `actor` null lists nothing. What is read is masked here, and only here, for
 * whoever may not know whose case it is; what is read to be changed is whole.
 */
export function makeCaseRepository(ask: ScopedDb, actor: Actor | null): CaseRepository {
  const load = async (id: CaseId): Promise<ConsultCase | null> => {
    const row = await ask((db) => db.consultCase.findFirst({ where: { id }, include: caseParts }))
    return row === null ? null : caseOf(row)
  }
  const shown = (one: ConsultCase): ConsultCase => (actor === null ? one : caseAsSeenBy(actor, one))
  return {
    find: async (id) => {
      const one = await load(id)
      return one === null ? null : shown(one)
    },
    findForChange: async (id) => {
      await ask((db) => db.$queryRaw`SELECT id FROM consult_case WHERE id = ${id}::uuid FOR UPDATE`)
      return load(id)
    },
    add: async (one) => {
      await ask((db) => db.consultCase.create({ data: { ...identityColumns(one), ...stateColumns(one), revision: one.revision }, select: { id: true } }))
      await ask((db) => saveTeam(db, one))
      await ask((db) => saveSession(db, one))
    },
    save: async (one) => {
      const data = { ...stateColumns(one), revision: one.revision + 1 }
      const { count } = await ask((db) => db.consultCase.updateMany({ where: { id: one.id, revision: one.revision }, data }))
      if (count !== 1) throw new StaleRevision(`case ${one.id} is no longer at revision ${one.revision}`)
      await ask((db) => saveTeam(db, one))
      await ask((db) => saveSession(db, one))
    },
    nextCode: async (consulting) => {
      const [row] = await ask((db) => db.$queryRaw<{ code: string }[]>`SELECT next_case_code(${consulting}::uuid) AS code`)
      if (row === undefined) throw new Error('no case code was given out')
      return row.code
    },
    list: async (filter) => {
      if (actor === null) return { total: 0, cases: [] }
      const { total, rows } = await casesOnPage(ask, actor, filter)
      return { total, cases: rows.map(caseOf).map(shown) }
    },
  }
}

/** Writes the team only where it differs, so that most saves read it and are done. */
async function saveTeam(db: Db, one: ConsultCase): Promise<void> {
  const wanted = teamOf(one).map((member, position) => memberColumns(one, member, position))
  if (wanted.length === 0) return
  const stored = await db.teamMember.findMany({ where: { caseId: one.id }, orderBy: { position: 'asc' } })
  const columns = (row: (typeof wanted)[number]): string =>
    JSON.stringify([row.practitionerId, row.organizationId, row.part, row.position, row.reply, row.invitedAt, row.answeredAt, row.declineReason])
  if (stored.length === wanted.length && stored.every((row, index) => columns(row) === columns(wanted[index] ?? row))) return
  const places = (rows: readonly (typeof wanted)[number][]): string => JSON.stringify(rows.map((row) => [row.practitionerId, row.organizationId, row.part, row.position]))
  if (places(stored) === places(wanted)) {
    // An answer changes one row in place: a guest who took the own row away would not see the case any more.
    const changed = wanted.filter((row, index) => columns(row) !== columns(stored[index] ?? row))
    for (const { caseId, practitionerId, reply, invitedAt, answeredAt, declineReason } of changed) {
      await db.teamMember.updateMany({ where: { caseId, practitionerId }, data: { reply, invitedAt, answeredAt: answeredAt ?? null, declineReason: declineReason ?? null } })
    }
    return
  }
  await db.teamMember.deleteMany({ where: { caseId: one.id } })
  await db.teamMember.createMany({ data: wanted })
}

/** A session keeps its id while its appointment moves; a new id leaves the earlier one behind as no longer current. */
async function saveSession(db: Db, one: ConsultCase): Promise<void> {
  if (!('session' in one)) return
  const data = sessionColumns(one)
  const { id } = one.session
  const { count } = await db.consultSession.updateMany({ where: { id, caseId: one.id }, data })
  if (count === 1) return
  await db.consultSession.updateMany({ where: { caseId: one.id, isCurrent: true }, data: { isCurrent: false } })
  const { requestingOrganization: requestingOrganizationId, consultingOrganization: consultingOrganizationId } = one
  await db.consultSession.createMany({ data: [{ id, caseId: one.id, requestingOrganizationId, consultingOrganizationId, ...data }] })
}
