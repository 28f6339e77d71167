import type { OrganizationId } from '#core/shared/ids.ts'
import type { PrismaClient } from '#prisma/generated/client.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import type { ScopedDb } from '#prisma/repositories/scoped-db.ts'
import { departmentId, departments, hospitalId, hubLinks, organizations } from './hospitals.ts'
import { people } from './people.ts'
import type { DemoPerson } from './people.ts'

/** Writes hospitals, departments, links and people, each hospital's as its own administrator would. */
export async function seedDirectory(client: PrismaClient): Promise<void> {
  const asAdmin = (organization: OrganizationId): ScopedDb => scopedDb(client, { organization, practitioner: null, roles: ['admin'] })
  for (const organization of organizations) {
    const ask = asAdmin(organization.id)
    await ask((db) => db.organization.createMany({ data: [organization], skipDuplicates: true }))
    const own = departments.filter((one) => one.organization === organization.id)
    await ask((db) =>
      db.department.createMany({ data: own.map(({ id, code, name }) => ({ id, organizationId: organization.id, code, name })), skipDuplicates: true }),
    )
  }
  for (const { hub, satellite, specialties, validFrom, validUntil } of hubLinks) {
    const link = { hubId: hub, satelliteId: satellite, specialties: [...specialties], validFrom, validUntil }
    await asAdmin(hub)((db) => db.hubLink.createMany({ data: [link], skipDuplicates: true }))
  }
  for (const organization of organizations) {
    const ask = asAdmin(organization.id)
    const staff = people.filter((one) => hospitalId(one.hospital) === organization.id)
    await ask((db) => db.practitioner.createMany({ data: staff.map(personRow), skipDuplicates: true }))
  }
  for (const organization of organizations) {
    const roles = people.flatMap(roleRows).filter((role) => role.organizationId === organization.id)
    await asAdmin(organization.id)((db) => db.practitionerRole.createMany({ data: roles, skipDuplicates: true }))
  }
}

const personRow = ({ id, account, licenceNumber }: DemoPerson) => ({
  id,
  name: account.name,
  title: account.title,
  licenceNumber,
  phone: licenceNumber === null ? null : `0999 2${licenceNumber.slice(1, 3)} ${licenceNumber.slice(3, 6)}`,
})

function roleRows({ id, account, hospital, post }: DemoPerson) {
  const places = [{ hospital, department: post.department }, ...(post.also === undefined ? [] : [post.also])]
  return places.map((place) => ({
    practitionerId: id,
    organizationId: hospitalId(place.hospital),
    departmentId: departmentId(place.hospital, place.department),
    roles: [...account.roles],
    specialties: [...(post.specialties ?? [])],
  }))
}
