import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor, StaffRole } from '#core/directory/actor.ts'
import type { PractitionerRole } from '#core/directory/directory.ts'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { portalAuth } from './auth.ts'
import { portalStore } from './store.ts'

/** A hospital and what the person is trusted with there. */
export interface Membership {
  readonly organization: { readonly id: OrganizationId; readonly name: string; readonly shortName: string }
  readonly department: string | null
  readonly roles: readonly StaffRole[]
}

/** The person asking: as core knows them, and as the screen shows them. */
export interface Viewer {
  readonly actor: Actor
  readonly person: { readonly name: string; readonly title: string; readonly email: string }
  /** The hospital acted for. */
  readonly membership: Membership
  /** Every hospital that the person could act for. */
  readonly memberships: readonly Membership[]
}

export type Visit =
  | { readonly state: 'signed-out' }
  /** Signed in, but no hospital counts the person among its staff. */
  | { readonly state: 'without-hospital'; readonly email: string }
  | { readonly state: 'signed-in'; readonly viewer: Viewer }

/** The sign-in behind this request, read once a request; undefined when there is none or it was revoked. */
export const currentSignIn = cache(async () => (await portalAuth().api.getSession({ headers: await headers() })) ?? undefined)

const actorOf = (role: PractitionerRole): Actor => ({
  practitioner: role.practitioner.id,
  organization: role.organization,
  roles: role.roles,
})

async function membershipsOf(places: readonly PractitionerRole[], actor: Actor): Promise<readonly Membership[]> {
  const ids = places.map((place) => place.organization)
  const organizations = await portalStore().read(actor, ({ directory }) => directory.organizations(ids))
  return places.flatMap((place) => {
    const organization = organizations.find(({ id }) => id === place.organization)
    if (!organization) return []
    const { id, name, shortName } = organization
    return [{ organization: { id, name, shortName }, department: place.department?.name ?? null, roles: place.roles }]
  })
}

/** Who is asking and for which hospital: the one chosen in this session, else the first. Read once a request. */
export const currentVisit = cache(async (): Promise<Visit> => {
  const signIn = await currentSignIn()
  if (!signIn) return { state: 'signed-out' }
  const { session, user } = signIn
  const places = user.practitionerId ? await portalStore().memberships(brandId<PractitionerId>(user.practitionerId)) : []
  const place = places.find(({ organization }) => organization === session.activeOrganizationId) ?? places[0]
  if (!place) return { state: 'without-hospital', email: user.email }
  const actor = actorOf(place)
  const memberships = await membershipsOf(places, actor)
  const membership = memberships.find(({ organization }) => organization.id === place.organization)
  if (!membership) throw new Error('a hospital does not see itself in the directory')
  const { name, title } = place.practitioner
  return { state: 'signed-in', viewer: { actor, person: { name, title, email: user.email }, membership, memberships } }
})

/** The person asking, for a page: sends the signed-out to sign-in and back here afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const visit = await currentVisit()
  switch (visit.state) {
    case 'signed-in':
      return visit.viewer
    case 'without-hospital':
      redirect('/no-hospital')
    case 'signed-out': {
      const path = (await headers()).get('x-portal-path') ?? '/'
      redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)
    }
  }
}

/** The actor of a page's use case; see `requireViewer`. */
export const requireActor = async (): Promise<Actor> => (await requireViewer()).actor
