import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { makeAuditLog } from './repositories/audit-log.ts'
import { scopedDb } from './repositories/scoped-db.ts'
import { openScopedClient } from './tenancy/scoped-client.ts'

const standsForMs = 7 * 24 * 60 * 60_000
const secretBytes = 24

/** As the sign-in library keeps a way to a password: the hash of its own prefix and the secret. A test opens one with the library. */
const storedLink = (secret: string): string => createHash('sha256').update(`reset-password:${secret}`).digest('base64url')

export interface NewAdministrator {
  readonly facilityCode: string
  readonly email: string
  /** Family name first. */
  readonly name: string
  /** An auditor is named the same way: neither role comes by a list, nor from the hospital's other people. */
  readonly role: 'admin' | 'auditor'
}

export type InvitedAdministrator =
  | { readonly hospital: string; readonly secret: string; readonly until: Date }
  | { readonly fault: 'unknown-hospital' | 'address-taken' }

/**
 * Makes a hospital's administrator or auditor for whoever runs the machine: nobody of a hospital that has just come in could invite the
 * first one. The way to the password is told once; whoever has not followed it yet gets another.
 */
export async function inviteAdministrator(urls: { readonly appUrl: string; readonly authUrl: string }, { facilityCode, email, name, role }: NewAdministrator, at: Date): Promise<InvitedAdministrator> {
  const { client, close } = openScopedClient({ url: urls.appUrl, applicationName: 'accounts', maxConnections: 1 })
  const { client: accounts, close: closeAccounts } = openScopedClient({ url: urls.authUrl, applicationName: 'accounts', maxConnections: 1 })
  const address = email.trim().toLowerCase()
  try {
    return await client.$transaction(async (db): Promise<InvitedAdministrator> => {
      const found = await scopedDb(db, { organization: brandId(randomUUID()), practitioner: null, roles: [] })((all) => all.organization.findFirst({ where: { facilityCode } }))
      if (found === null) return { fault: 'unknown-hospital' }
      const organization = brandId<OrganizationId>(found.id)
      const known = await accounts.authUser.findFirst({ where: { email: address } })
      if (known !== null && (known.invitedUntil === null || known.keptById !== organization)) return { fault: 'address-taken' }
      const ask = scopedDb(db, { organization, practitioner: null, roles: ['admin'] })
      const practitioner = known?.practitionerId ?? randomUUID()
      if (known === null) {
        await ask((own) => own.practitioner.createMany({ data: [{ id: practitioner, name, title: '' }] }))
        await ask((own) => own.practitionerRole.createMany({ data: [{ practitionerId: practitioner, organizationId: organization, roles: [role], specialties: [] }] }))
      }
      await makeAuditLog(() => ask).append({ organization, actor: null, at, payload: { type: 'account.invited', practitioner: brandId(practitioner) } })
      const until = new Date(at.getTime() + standsForMs)
      const secret = randomBytes(secretBytes).toString('base64url')
      const userId = known?.id ?? randomUUID()
      await accounts.$transaction([
        accounts.authUser.createMany({ data: [{ id: userId, name, email: address, practitionerId: practitioner, keptById: organization, invitedUntil: until }], skipDuplicates: true }),
        accounts.authUser.updateMany({ where: { id: userId }, data: { invitedUntil: until } }),
        accounts.authVerification.deleteMany({ where: { value: userId } }),
        accounts.authVerification.createMany({ data: [{ identifier: storedLink(secret), value: userId, expiresAt: until }] }),
      ])
      return { hospital: found.name, secret, until }
    })
  } finally {
    await Promise.all([close(), closeAccounts()])
  }
}
