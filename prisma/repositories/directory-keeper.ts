import { staffRoles } from '#core/directory/actor.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import type { DirectoryKeeper, PlaceToKeep } from '#core/directory/take-in-directory.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { oneOf } from './broken-row.ts'
import { departmentOf, practitionerOf } from './directory.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Departments and people of one hospital, kept by its administrators. */
export function makeDirectoryKeeper(ask: ScopedDb, organization: OrganizationId): DirectoryKeeper {
  const own = { organizationId: organization }
  return {
    departments: async () => (await ask((db) => db.department.findMany({ where: own, orderBy: { code: 'asc' } }))).map(departmentOf),
    staff: async () => {
      const rows = await ask((db) => db.practitionerRole.findMany({ where: own, include: { practitioner: true, department: true } }))
      return rows.map((row) => {
        const name = { table: 'practitioner_role', id: row.practitionerId }
        return {
          practitioner: practitionerOf(row.practitioner),
          department: row.department === null ? null : departmentOf(row.department),
          roles: row.roles.map((role) => oneOf(name, staffRoles, role)),
          specialties: row.specialties.map((code) => oneOf(name, specialtyCodes, code)),
          isHead: row.isHead,
        }
      })
    },
    placesElsewhere: async () => {
      const where = { organizationId: { not: organization }, practitioner: { roles: { some: own } } }
      const rows = await ask((db) => db.practitionerRole.findMany({ where, select: { practitionerId: true, organizationId: true } }))
      return rows.map(({ practitionerId, organizationId }) => ({ practitioner: brandId(practitionerId), organization: brandId(organizationId) }))
    },
    licensed: async (licences) => (await ask((db) => db.practitioner.findMany({ where: { licenceNumber: { in: [...licences] } } }))).map(practitionerOf),
    addDepartments: async (departments) => {
      await ask((db) => db.department.createMany({ data: departments.map((one) => ({ ...one, ...own })) }))
    },
    renameDepartment: async (id, name) => {
      await ask((db) => db.department.updateMany({ where: { id, ...own }, data: { name } }))
    },
    addPeople: async (people) => {
      await ask((db) => db.practitioner.createMany({ data: people.map((one) => ({ ...one })) }))
    },
    savePerson: async ({ id, ...facts }) => {
      await ask((db) => db.practitioner.updateMany({ where: { id }, data: facts }))
    },
    addPlaces: async (places) => {
      await ask((db) => db.practitionerRole.createMany({ data: places.map((place) => ({ practitionerId: place.practitioner, ...own, ...columnsOf(place) })) }))
    },
    savePlace: async (place) => {
      await ask((db) => db.practitionerRole.updateMany({ where: { practitionerId: place.practitioner, ...own }, data: columnsOf(place) }))
    },
  }
}

const columnsOf = ({ department, roles, specialties, isHead }: PlaceToKeep) => ({ departmentId: department, roles: [...roles], specialties: [...specialties], isHead })
