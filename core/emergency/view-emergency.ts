import type { Repositories } from '#core/case/ports.ts'
import { isReachable } from '#core/directory/duty.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import type { Organization, Practitioner } from '#core/directory/directory.ts'
import type { DeliveryNote } from '#core/notify/ports.ts'
import type { CaseId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { EmergencyCall, Ring } from './call.ts'
import { isLeft, mayAnswerEmergency, wallFrom } from './call.ts'
import { rosterOfHub } from './ring-due.ts'
import type { AtomicallyInEmergency, EmergencyPorts, EmergencyRepositories } from './ports.ts'

export interface EmergencyReadPorts extends Pick<EmergencyPorts, 'clock'> {
  readonly read: AtomicallyInEmergency
  readonly atomically: AtomicallyInEmergency
}

/** Everybody and every hospital that an emergency's screens name. */
export interface EmergencyNames {
  readonly people: ReadonlyMap<PractitionerId, Practitioner>
  readonly hospitals: ReadonlyMap<OrganizationId, Organization>
}

async function namesOf({ directory }: Repositories, calls: readonly EmergencyCall[], rings: readonly Ring[]): Promise<EmergencyNames> {
  const people = [...calls.flatMap((call) => [call.caller, ...(call.held === null ? [] : [call.held.by])]), ...rings.map((ring) => ring.practitioner)]
  const hospitals = calls.flatMap((call) => [call.requestingOrganization, ...call.hubs])
  const [found, organizations] = await Promise.all([
    people.length === 0 ? [] : directory.practitioners([...new Set(people)]),
    hospitals.length === 0 ? [] : directory.organizations([...new Set(hospitals)]),
  ])
  return { people: new Map(found.map((one) => [one.id, one])), hospitals: new Map(organizations.map((one) => [one.id, one])) }
}

export interface IncomingEmergency {
  readonly call: EmergencyCall
  /** The actor's own ring; null at a wall that shows what rings others. */
  readonly own: Ring | null
  readonly rings: readonly Ring[]
}

export interface IncomingEmergencies {
  readonly now: Date
  readonly items: readonly IncomingEmergency[]
  readonly names: EmergencyNames
}

/** What rings before the actor: own rings without an answer. Looking notes that a screen of theirs is alive, and that the rings were seen. */
export const makeWatchRings =
  (ports: EmergencyReadPorts) =>
  (actor: Actor): Promise<IncomingEmergencies> =>
    ports.read(actor, async (repositories) => {
      const { emergencies, duty } = repositories
      const now = ports.clock()
      const presence = await duty.presence(actor.practitioner, actor.organization)
      // Once in a third of the time that a sign of life counts: a tab asks every few seconds.
      if (!isReachable(presence, new Date(now.getTime() + 60_000))) await duty.touch(actor, now)
      const items: IncomingEmergency[] = []
      for (const call of await emergencies.ringing(actor.practitioner, actor.organization)) {
        if (isLeft(call, now)) continue
        const rings = await emergencies.rings(call.case)
        const own = rings.find((ring) => ring.practitioner === actor.practitioner) ?? null
        if (own === null || own.reply !== null) continue
        if (own.seenAt === null) await emergencies.seen(call.case, actor.practitioner, now)
        items.push({ call, own, rings })
      }
      return { now, items, names: await namesOf(repositories, items.map((item) => item.call), items.flatMap((item) => item.rings)) }
    })

/** What the coordinators' wall shows: every emergency whose turn has come to the hospital, and those that run or have just ended. */
export const makeWatchWall =
  (ports: EmergencyReadPorts) =>
  (actor: Actor): Promise<Result<IncomingEmergencies, 'case.not-allowed'>> =>
    ports.read(actor, async (repositories) => {
      if (!isCoordinator(actor) && !isClinical(actor)) return err('case.not-allowed')
      const { emergencies, duty } = repositories
      const now = ports.clock()
      if (!isReachable(await duty.presence(actor.practitioner, actor.organization), new Date(now.getTime() + 60_000))) await duty.touch(actor, now)
      const calls = (await emergencies.since(actor.organization, new Date(now.getTime() - wallShowsFor))).filter((call) => showsOnWall(call, actor, now))
      const items = await Promise.all(
        calls.map(async (call) => {
          const rings = await emergencies.rings(call.case)
          return { call, rings, own: rings.find((ring) => ring.practitioner === actor.practitioner) ?? null }
        }),
      )
      return ok({ now, items, names: await namesOf(repositories, calls, items.flatMap((item) => item.rings)) })
    })

const wallShowsFor = 6 * 3_600_000

function showsOnWall(call: EmergencyCall, actor: Actor, now: Date): boolean {
  const from = wallFrom(call, actor.organization)
  if (from === null || now < from) return false
  return call.held === null || call.held.organization === actor.organization
}

/** Whom to telephone, hospital by hospital: whoever is on call first, then the hospital itself. */
export interface TelephoneLine {
  readonly hospital: Organization
  readonly people: readonly { readonly practitioner: Practitioner; readonly phone: string }[]
}

export interface RingBoard {
  readonly now: Date
  readonly call: EmergencyCall
  readonly rings: readonly Ring[]
  /** The receipts of what was sent to those who were rung. */
  readonly notes: readonly DeliveryNote[]
  readonly names: EmergencyNames
  readonly telephones: readonly TelephoneLine[]
}

/** What the caller's screen shows: each ring, each sight, each reply, and the telephone numbers at the end of the ladder. */
export const makeWatchCall =
  (ports: EmergencyReadPorts) =>
  (actor: Actor, id: CaseId): Promise<Result<RingBoard, 'emergency.not-found'>> =>
    ports.read(actor, async (repositories) => {
      const call = await repositories.emergencies.find(id)
      const asks = call?.requestingOrganization === actor.organization && (isClinical(actor) || isCoordinator(actor))
      if (call === null || !(asks || mayAnswerEmergency(actor, call))) return err('emergency.not-found')
      const rings = await repositories.emergencies.rings(id)
      const notes = await repositories.emergencies.notes(id)
      const now = ports.clock()
      const names = await namesOf(repositories, [call], rings)
      return ok({ now, call, rings, notes, names, telephones: call.held === null ? await telephonesOf(repositories, call, { names, now }) : [] })
    })

async function telephonesOf(
  repositories: EmergencyRepositories,
  call: EmergencyCall,
  { names, now }: { readonly names: EmergencyNames; readonly now: Date },
): Promise<readonly TelephoneLine[]> {
  const lines = await Promise.all(
    call.hubs.map(async (hub): Promise<TelephoneLine | null> => {
      const hospital = names.hospitals.get(hub)
      if (hospital === undefined) return null
      const roster = await rosterOfHub(repositories, hub, { specialty: call.specialty, at: now })
      const wanted = [...new Set([...roster.onCall, ...roster.heads, ...roster.specialists])].slice(0, 3)
      const found = await repositories.directory.practitioners(wanted)
      const people = wanted.flatMap((id) => {
        const one = found.find((person) => person.id === id)
        const phone = one?.phone ?? null
        return one === undefined || phone === null ? [] : [{ practitioner: one, phone }]
      })
      return { hospital, people }
    }),
  )
  return lines.filter((line) => line !== null)
}
