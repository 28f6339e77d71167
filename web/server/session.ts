import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { mayBreakGlass } from '#core/break-glass/policy.ts'
import { makeWithVisits } from '#core/round/visits.ts'
import { deviceIdle, type RoomDevice } from '#core/device/device.ts'
import { meetsPatients, type Actor, type StaffRole } from '#core/directory/actor.ts'
import type { PractitionerRole } from '#core/directory/directory.ts'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { authDatabase } from './auth-database.ts'
import { portalAuth } from './auth.ts'
import { portalEnv } from './env.ts'
import { currentDevice } from './room-device.ts'
import { endSignIn, signsInByPassword } from './sign-in-records.ts'
import { portalStore } from './store.ts'

/** A hospital and what the person is trusted with there. */
export interface Membership {
  readonly organization: { readonly id: OrganizationId; readonly name: string; readonly shortName: string; readonly isMerged: boolean }
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
  /** The meeting room's machine on which the person identified themselves; absent where they signed in by their own means. */
  readonly device?: Pick<RoomDevice, 'id' | 'name' | 'organization'>
}

export type Visit =
  | { readonly state: 'signed-out' }
  /** Signed in, but no hospital counts the person among its staff. */
  | { readonly state: 'without-hospital'; readonly email: string }
  /** Signed in by a password alone where a second factor is demanded: nothing opens but its set-up. */
  | { readonly state: 'second-factor-due'; readonly email: string }
  | { readonly state: 'signed-in'; readonly viewer: Viewer }

const hourMs = 3_600_000

/** Who is signed in. Pushing the end of a sign-in out is a write: a database that takes none still tells who it is, and one that is away says so itself. */
async function signInOf(asked: Headers) {
  try {
    return await portalAuth().api.getSession({ headers: asked })
  } catch {
    await authDatabase().$queryRaw`SELECT 1`
    return portalAuth().api.getSession({ headers: asked, query: { disableRefresh: true } })
  }
}

/** What was opened on a meeting room's machine holds on that machine alone, and not when nobody has touched it for a while. */
async function standsOnDevice({ deviceId, deviceSeenAt }: { readonly deviceId?: string | null | undefined; readonly deviceSeenAt?: Date | null | undefined }): Promise<boolean> {
  if (typeof deviceId !== 'string') return true
  const device = await currentDevice()
  return device?.id === deviceId && deviceSeenAt instanceof Date && Date.now() - deviceSeenAt.getTime() < deviceIdle
}

/** The sign-in behind this request, read once a request; undefined when there is none, it was revoked or it is too old. */
export const currentSignIn = cache(async () => {
  const signIn = await signInOf(await headers())
  if (signIn === null) return undefined
  // A session that began in the very moment in which the account was shut.
  const isShut = signIn.user.disabledAt !== null && signIn.user.disabledAt !== undefined
  // However busy it was kept: somebody who forgot to sign out is not signed in for ever.
  const isYoung = Date.now() - signIn.session.createdAt.getTime() < portalEnv().SESSION_MAX_HOURS * hourMs
  if (!isShut && isYoung && (await standsOnDevice(signIn.session))) return signIn
  await endSignIn(signIn.session.id)
  return undefined
})

const actorOf = (role: PractitionerRole, signIn: string): Actor => ({
  practitioner: role.practitioner.id,
  organization: role.organization,
  roles: role.roles,
  signIn: brandId(signIn),
})

/** The actor with whatever they opened in need, as far as it is still open, and whatever a round shows them now. */
async function withOpenings(actor: Actor): Promise<Actor> {
  const { read } = portalStore()
  const [glass, visiting] = await Promise.all([
    mayBreakGlass(actor) ? read(actor, (repositories) => repositories.glass.standing(actor.practitioner, new Date())) : [],
    makeWithVisits({ read })(actor),
  ])
  return glass.length === 0 ? visiting : { ...visiting, glass }
}

/** Whether the deployment demands a second factor that this person does not have; the hospital's own sign-in answers for its own. */
async function owesSecondFactor(user: { readonly id: string; readonly twoFactorEnabled?: boolean | null | undefined }, places: readonly PractitionerRole[]): Promise<boolean> {
  if (portalEnv().SECOND_FACTOR !== 'required' || user.twoFactorEnabled === true) return false
  return places.some(({ roles }) => meetsPatients(roles)) && signsInByPassword(user.id)
}

async function membershipsOf(places: readonly PractitionerRole[], actor: Actor): Promise<readonly Membership[]> {
  const ids = places.map((place) => place.organization)
  const organizations = await portalStore().read(actor, ({ directory }) => directory.organizations(ids))
  return places.flatMap((place) => {
    const organization = organizations.find(({ id }) => id === place.organization)
    if (!organization) return []
    const { id, name, shortName, mergedInto } = organization
    return [{ organization: { id, name, shortName, isMerged: mergedInto !== undefined }, department: place.department?.name ?? null, roles: place.roles }]
  })
}

/** Who is asking and for which hospital: the one chosen in this session, else the first. Read once a request. */
export const currentVisit = cache(async (): Promise<Visit> => {
  const signIn = await currentSignIn()
  if (!signIn) return { state: 'signed-out' }
  const { session, user } = signIn
  const device = typeof session.deviceId === 'string' ? await currentDevice() : null
  const everywhere = user.practitionerId ? await portalStore().memberships(brandId<PractitionerId>(user.practitionerId)) : []
  // A hospital's machine opens that hospital alone.
  const places = device === null ? everywhere : everywhere.filter(({ organization }) => organization === device.organization)
  const place = places.find(({ organization }) => organization === session.activeOrganizationId) ?? places[0]
  if (!place) return { state: 'without-hospital', email: user.email }
  // The registered machine in the room and the person's PIN are two factors already.
  if (device === null && (await owesSecondFactor(user, places))) return { state: 'second-factor-due', email: user.email }
  const person = actorOf(place, session.id)
  const [actor, memberships] = await Promise.all([withOpenings(person), membershipsOf(places, person)])
  const membership = memberships.find(({ organization }) => organization.id === place.organization)
  if (!membership) throw new Error('a hospital does not see itself in the directory')
  const { name, title } = place.practitioner
  return { state: 'signed-in', viewer: { actor, person: { name, title, email: user.email }, membership, memberships, ...(device !== null && { device }) } }
})

/** The person asking, for a page: sends the signed-out to sign-in and back here afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const visit = await currentVisit()
  switch (visit.state) {
    case 'signed-in':
      return visit.viewer
    case 'without-hospital':
      redirect('/no-hospital')
    case 'second-factor-due':
      redirect(await andBackHere('/sign-in/set-up-second-factor'))
    case 'signed-out':
      // Before a meeting room's machine nobody types a password.
      redirect((await currentDevice()) === null ? await andBackHere('/sign-in') : '/device')
  }
}

async function andBackHere(door: string): Promise<string> {
  const path = (await headers()).get('x-portal-path') ?? '/'
  return path === '/' ? door : `${door}?next=${encodeURIComponent(path)}`
}

/** What somebody hears who is not let in as they are. */
export const refusalOfVisit = (visit: Exclude<Visit, { readonly state: 'signed-in' }>): 'auth.signed-out' | 'auth.second-factor-due' =>
  visit.state === 'second-factor-due' ? 'auth.second-factor-due' : 'auth.signed-out'

/** The actor of a page's use case; see `requireViewer`. */
export const requireActor = async (): Promise<Actor> => (await requireViewer()).actor
