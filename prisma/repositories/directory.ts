import type { Department, HubLink, Organization, Practitioner, PractitionerRole } from '#core/directory/directory.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import { staffRoles } from '#core/directory/actor.ts'
import type { Directory } from '#core/directory/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

const roleParts = { practitioner: true, department: true } as const satisfies Prisma.PractitionerRoleInclude
type RoleRow = Prisma.PractitionerRoleGetPayload<{ include: typeof roleParts }>

/** Who is who, readable by everyone signed in. */
export function makeDirectory(ask: ScopedDb): Directory {
  const roles = async (where: Prisma.PractitionerRoleWhereInput): Promise<readonly PractitionerRole[]> =>
    (await ask((db) => db.practitionerRole.findMany({ where, include: roleParts }))).map(roleOf)
  return {
    organization: async (id) => {
      const row = await ask((db) => db.organization.findFirst({ where: { id } }))
      return row === null ? null : organizationOf(row)
    },
    organizations: async (ids) => {
      // Asked as one array and answered as one value: a thousand parameters take longer to plan than to find, and a thousand rows
      // longer to unpack than to read.
      const rows = await ask((db) => db.$queryRaw<OneValue<OrganizationRow>>`
        SELECT coalesce(json_agg(one ORDER BY one.name), '[]') AS found FROM (
          SELECT id, name, short_name AS "shortName", facility_code AS "facilityCode", authority, address, phone, merged_into_id AS "mergedIntoId"
          FROM organization WHERE id = ANY (${[...ids]}::uuid[])) one`)
      return foundIn(rows).map(organizationOf)
    },
    linksOfSatellite: async (satellite) => {
      const rows = await ask((db) => db.$queryRaw<OneValue<LinkRow>>`
        SELECT coalesce(json_agg(one ORDER BY one."validFrom"), '[]') AS found FROM (
          SELECT hub_id AS "hubId", satellite_id AS "satelliteId", specialties, valid_from AS "validFrom", valid_until AS "validUntil",
            EXISTS (SELECT 1 FROM organization party WHERE party.id IN (hub_id, satellite_id) AND party.merged_into_id IS NOT NULL) AS merged
          FROM hub_link WHERE satellite_id = ${satellite}::uuid) one`)
      return foundIn(rows).map(linkOf)
    },
    practitioners: async (ids) => {
      const rows = await ask((db) => db.$queryRaw<OneValue<PractitionerRow>>`
        SELECT coalesce(json_agg(one), '[]') AS found FROM (
          SELECT id, name, title, licence_number AS "licenceNumber", phone FROM practitioner WHERE id = ANY (${[...ids]}::uuid[])) one`)
      return foundIn(rows).map(practitionerOf)
    },
    roleOf: async (practitioner, organization) =>
      (await roles({ practitionerId: practitioner, organizationId: organization }))[0] ?? null,
    rolesOf: async (practitioner) => {
      const rows = await ask((db) => db.practitionerRole.findMany({ where: { practitionerId: practitioner }, include: { ...roleParts, organization: { select: { mergedIntoId: true } } } }))
      // Who works at a hospital and at one that was merged into it begins at the former.
      return rows.toSorted((a, b) => Number(a.organization.mergedIntoId !== null) - Number(b.organization.mergedIntoId !== null)).map(roleOf)
    },
    coordinatorsOf: async (organization) => {
      const found = await roles({ organizationId: organization, roles: { has: 'coordinator' } })
      return found.map((one) => one.practitioner.id)
    },
    staff: async (organization, held) => {
      const found = await roles({ organizationId: organization, roles: { hasSome: [...held] } })
      return found.map((one) => one.practitioner.id)
    },
    clinicians: async (organization, specialty) => {
      const ofSpecialty = specialty === undefined ? {} : { specialties: { has: specialty } }
      const found = await roles({ organizationId: organization, roles: { hasSome: ['doctor', 'nurse'] }, ...ofSpecialty })
      return [...found].sort((a, b) => inVietnameseOrder(a.practitioner.name, b.practitioner.name))
    },
  }
}

type OneValue<Row> = readonly { readonly found: readonly Row[] }[]
const foundIn = <Row>([only]: OneValue<Row>): readonly Row[] => only?.found ?? []

interface LinkRow {
  readonly hubId: string
  readonly satelliteId: string
  readonly specialties: readonly string[]
  readonly validFrom: string
  readonly validUntil: string | null
  readonly merged: boolean
}

export type OrganizationRow = Omit<Prisma.OrganizationGetPayload<object>, 'createdAt' | 'mergedAt'>

/** Reads a hospital's row. */
export const organizationOf = ({ id, name, shortName, facilityCode, authority, address, phone, mergedIntoId }: OrganizationRow): Organization => ({
  id: brandId(id),
  name,
  shortName,
  facilityCode,
  authority,
  address,
  phone,
  ...(mergedIntoId !== null && { mergedInto: brandId(mergedIntoId) }),
})

const linkOf = (row: LinkRow): HubLink => ({
  hub: brandId(row.hubId),
  satellite: brandId(row.satelliteId),
  specialties: row.specialties.map((code) => oneOf({ table: 'hub_link', id: row.hubId }, specialtyCodes, code)),
  validFrom: new Date(row.validFrom),
  validUntil: row.validUntil === null ? null : new Date(row.validUntil),
  ...(row.merged && { merged: true as const }),
})

/** Reads a department's row. */
export const departmentOf = ({ id, organizationId, code, name }: Prisma.DepartmentGetPayload<object>): Department => ({
  id: brandId(id),
  organization: brandId(organizationId),
  code,
  name,
})

type PractitionerRow = Omit<Prisma.PractitionerGetPayload<object>, 'createdAt'>

/** Reads a person's row. */
export const practitionerOf = ({ id, name, title, licenceNumber, phone }: PractitionerRow): Practitioner => ({
  id: brandId(id),
  name,
  title,
  licenceNumber,
  phone,
})

function roleOf(row: RoleRow): PractitionerRole {
  const name = { table: 'practitioner_role', id: row.practitionerId }
  return {
    practitioner: practitionerOf(row.practitioner),
    organization: brandId(row.organizationId),
    department: row.department === null ? null : departmentOf(row.department),
    roles: row.roles.map((role) => oneOf(name, staffRoles, role)),
    specialties: row.specialties.map((code) => oneOf(name, specialtyCodes, code)),
  }
}

const collator = new Intl.Collator('vi')

/** Vietnamese lists are ordered by the given name, which stands last, then by the rest. */
export function inVietnameseOrder(a: string, b: string): number {
  const given = (name: string): string => name.slice(name.lastIndexOf(' ') + 1)
  return collator.compare(given(a), given(b)) || collator.compare(a, b)
}

/** Every hospital by its id; the directory is open to whoever asks for some hospital. */
export const makeAllHospitals = (ask: ScopedDb) => async (): Promise<readonly OrganizationId[]> =>
  (await ask((db) => db.organization.findMany({ select: { id: true } }))).map(({ id }) => brandId(id))
