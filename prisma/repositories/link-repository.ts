import type { HubLink, SpecialtyCode } from '#core/directory/directory.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import { contractStatuses, type LinkContract } from '#core/link/link-contract.ts'
import type { LinkKey, LinkRepository } from '#core/link/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf, present } from './broken-row.ts'
import { organizationOf, type OrganizationRow } from './directory.ts'
import type { ScopedDb } from './scoped-db.ts'

type ContractRow = Prisma.HubContractGetPayload<object>
type LinkRow = Prisma.HubLinkGetPayload<object>

const most = 20

/** Links and contracts of one hospital, on either side. */
export function makeLinkRepository(ask: ScopedDb, organization: OrganizationId): LinkRepository {
  const own = { OR: [{ hubId: organization }, { satelliteId: organization }] }
  return {
    links: async () => (await ask((db) => db.hubLink.findMany({ where: own, orderBy: [{ validFrom: 'desc' }, { hubId: 'asc' }, { satelliteId: 'asc' }] }))).map(linkOf),
    contracts: async () => (await ask((db) => db.hubContract.findMany({ where: own, orderBy: [{ proposedAt: 'desc' }, { id: 'asc' }] }))).map(contractOf),
    findForChange: async (id) => {
      await ask((db) => db.$queryRaw`SELECT id FROM hub_contract WHERE id = ${id}::uuid FOR UPDATE`)
      const row = await ask((db) => db.hubContract.findFirst({ where: { id } }))
      return row === null ? null : contractOf(row)
    },
    propose: async (contract) => {
      const { id, hub, satellite, specialties, validFrom, validUntil, number, duties, cost, status, proposed } = contract
      const data = [{ id, hubId: hub, satelliteId: satellite, specialties: [...specialties], validFrom, validUntil, number, duties, cost, status, proposedById: proposed.practitioner, proposedByHospitalId: proposed.organization, proposedAt: proposed.at }]
      await ask((db) => db.hubContract.createMany({ data }))
    },
    settle: async (contract) => {
      await ask((db) => db.hubContract.updateMany({ where: { id: contract.id }, data: standingColumns(contract) }))
    },
    putInForce: async ({ hub, satellite, specialties, validFrom, validUntil }) => {
      const data = [{ hubId: hub, satelliteId: satellite, specialties: [...specialties], validFrom, validUntil }]
      await ask((db) => db.hubLink.createMany({ data }))
    },
    end: async (link, at) => {
      // A period has a length: the shortest there is, where the link had not begun.
      const validUntil = at > link.validFrom ? at : new Date(link.validFrom.getTime() + 1)
      await ask((db) => db.hubLink.updateMany({ where: keyOf(link), data: { validUntil } }))
    },
    hospitalsLike: async (text) => {
      const rows = await ask((db) => db.$queryRaw<OrganizationRow[]>`
        SELECT id, name, short_name AS "shortName", facility_code AS "facilityCode", authority, address, phone, merged_into_id AS "mergedIntoId" FROM organization
        WHERE merged_into_id IS NULL AND (
          position(search_fold(${text}) IN search_fold(name || ' ' || short_name || ' ' || facility_code)) > 0
          OR EXISTS (SELECT 1 FROM organization_name former WHERE former.organization_id = organization.id
            AND position(search_fold(${text}) IN search_fold(former.name || ' ' || former.short_name)) > 0))
        ORDER BY position(search_fold(${text}) IN search_fold(name)), name LIMIT ${most}`)
      return rows.map(organizationOf)
    },
    warned: async (link, days, at) => {
      const data = [{ ...keyOf(link), organizationId: organization, days, warnedAt: at }]
      return (await ask((db) => db.linkWarning.createMany({ data, skipDuplicates: true }))).count === 1
    },
  }
}

const keyOf = ({ hub, satellite, validFrom }: LinkKey) => ({ hubId: hub, satelliteId: satellite, validFrom })
const specialtiesOf = (table: string, id: string, codes: readonly string[]): readonly SpecialtyCode[] => codes.map((code) => oneOf({ table, id }, specialtyCodes, code))

function standingColumns(contract: LinkContract) {
  const answered = contract.status === 'proposed' ? null : contract.answered
  const ended = contract.status === 'ended' ? contract.ended : null
  return {
    status: contract.status,
    answeredById: answered?.practitioner ?? null,
    answeredByHospitalId: answered?.organization ?? null,
    answeredAt: answered?.at ?? null,
    endedById: ended?.practitioner ?? null,
    endedByHospitalId: ended?.organization ?? null,
    endedAt: ended?.at ?? null,
    endedReason: ended?.reason ?? null,
  }
}

const linkOf = ({ hubId, satelliteId, specialties, validFrom, validUntil }: LinkRow): HubLink => ({
  hub: brandId(hubId), satellite: brandId(satelliteId), specialties: specialtiesOf('hub_link', hubId, specialties), validFrom, validUntil,
})

function contractOf(row: ContractRow): LinkContract {
  const name = { table: 'hub_contract', id: row.id }
  const terms = {
    id: brandId<LinkContract['id']>(row.id), hub: brandId<OrganizationId>(row.hubId), satellite: brandId<OrganizationId>(row.satelliteId),
    specialties: specialtiesOf('hub_contract', row.id, row.specialties), validFrom: row.validFrom, validUntil: row.validUntil, number: row.number, duties: row.duties, cost: row.cost,
    proposed: sideOf(row.proposedById, row.proposedByHospitalId, row.proposedAt),
  }
  const status = oneOf(name, contractStatuses, row.status)
  if (status === 'proposed') return { ...terms, status }
  const answered = sideOf(present(name, 'answered_by_id', row.answeredById), present(name, 'answered_by_hospital_id', row.answeredByHospitalId), present(name, 'answered_at', row.answeredAt))
  if (status !== 'ended') return { ...terms, status, answered }
  const ended = sideOf(present(name, 'ended_by_id', row.endedById), present(name, 'ended_by_hospital_id', row.endedByHospitalId), present(name, 'ended_at', row.endedAt))
  return { ...terms, status, answered, ended: { ...ended, reason: present(name, 'ended_reason', row.endedReason) } }
}

const sideOf = (practitioner: string, organization: string, at: Date): LinkContract['proposed'] => ({ practitioner: brandId(practitioner), organization: brandId(organization), at })

/** The links of every hospital, for the daily round; the directory is open to whoever asks for some hospital. */
export const makeAllLinks = (ask: ScopedDb) => async (): Promise<readonly HubLink[]> => (await ask((db) => db.hubLink.findMany({ where: { validUntil: { not: null } } }))).map(linkOf)
