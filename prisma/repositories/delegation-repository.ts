import type { DelegationRepository, SigningDelegation } from '#core/minutes/delegation.ts'
import { brandId } from '#core/shared/ids.ts'
import type { SigningDelegation as DelegationRow } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Who may sign for whom in a case; withdrawn and lapsed ones stay. */
export const makeDelegationRepository = (ask: ScopedDb): DelegationRepository => ({
  of: async (caseId) => (await ask((db) => db.signingDelegation.findMany({ where: { caseId }, orderBy: [{ givenAt: 'asc' }, { id: 'asc' }] }))).map(delegationOf),
  add: async ({ id, case: caseId, principal, role, delegate, basis, until, givenAt, withdrawnAt }) => {
    const data = {
      id, caseId, principalId: principal, role, basis, until, givenAt, withdrawnAt,
      delegateId: delegate.practitioner, delegateOrganizationId: delegate.organization, delegateName: delegate.name, delegateTitle: delegate.title,
    }
    await ask((db) => db.signingDelegation.createMany({ data: [data] }))
  },
  withdraw: async (id, at) => {
    const { count } = await ask((db) => db.signingDelegation.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt: at } }))
    if (count !== 1) throw new Error(`delegation ${id} is not there, or withdrawn`)
  },
})

const delegationOf = (row: DelegationRow): SigningDelegation => ({
  id: brandId(row.id),
  case: brandId(row.caseId),
  principal: brandId(row.principalId),
  role: oneOf({ table: 'signing_delegation', id: row.id }, ['secretary', 'member', 'chair'], row.role),
  delegate: { practitioner: brandId(row.delegateId), organization: brandId(row.delegateOrganizationId), name: row.delegateName, title: row.delegateTitle },
  basis: row.basis,
  until: row.until,
  givenAt: row.givenAt,
  withdrawnAt: row.withdrawnAt,
})
