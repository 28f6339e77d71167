import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { portalEnv } from './env.ts'
import { endOldestSignIns } from './sign-in-records.ts'
import { portalStore } from './store.ts'

// Where a session begins; a changed password also makes a new session, but nobody has signed in.
const waysIn = /^\/(sign-in|two-factor\/verify|passkey\/verify-authentication|callback|oauth2\/callback)/

/** Writes that a person has signed in, into the chain of the hospital acted for. */
async function recordSignIn(practitioner: PractitionerId, chosen: OrganizationId | undefined): Promise<void> {
  const places = await portalStore().memberships(practitioner)
  const place = places.find(({ organization }) => organization === chosen) ?? places[0]
  if (!place) return
  const { organization, roles } = place
  await portalStore().atomically({ practitioner, organization, roles }, ({ audit }) =>
    audit.append({ organization, actor: practitioner, at: new Date(), payload: { type: 'account.signed-in' } }),
  )
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Audits sign-ins and ends the oldest of too many; it must stand after the second factor among the plugins, which takes back a session not yet proved. */
export const signInAudit = {
  id: 'sign-in-audit',
  hooks: {
    after: [
      {
        matcher: ({ path }) => path !== undefined && waysIn.test(path),
        handler: createAuthMiddleware(async ({ context }) => {
          if (!context.newSession) return
          const { user, session } = context.newSession
          await endOldestSignIns(user.id, portalEnv().SESSIONS_PER_PERSON)
          const practitioner = text(user['practitionerId'])
          const chosen = text(session['activeOrganizationId'])
          if (practitioner === undefined) return
          await recordSignIn(brandId<PractitionerId>(practitioner), chosen === undefined ? undefined : brandId<OrganizationId>(chosen))
        }),
      },
    ],
  },
} satisfies BetterAuthPlugin
