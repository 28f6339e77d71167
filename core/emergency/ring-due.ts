import type { AuditEvent } from '#core/audit/audit-event.ts'
import type { CasePorts } from '#core/case/ports.ts'
import { rosterFor } from '#core/directory/duty.ts'
import type { CaseId, OrganizationId } from '#core/shared/ids.ts'
import type { EmergencyCall, Ring } from './call.ts'
import { isRinging } from './call.ts'
import type { DueRing, HubRoster } from './ladder.ts'
import { ladder } from './ladder.ts'
import type { EmergencyRepositories } from './ports.ts'

export interface RingPorts extends Pick<CasePorts, 'clock'> {
  /** The platform's own work on a case, as the asking hospital sees it. */
  readonly forCaller: <T>(caseId: CaseId, work: (repositories: EmergencyRepositories) => Promise<T>) => Promise<T>
}

/**
 * Rings whoever is due by now and was not rung yet. A timer calls it; so does a process that has just started, whatever became of
 * its timers: it may be called at any time and any number of times.
 */
export const makeRingDue =
  (ports: RingPorts) =>
  (job: { readonly case: CaseId }): Promise<readonly Ring[]> =>
    ports.forCaller(job.case, async (repositories) => {
      const call = await repositories.emergencies.findForChange(job.case)
      if (call === null || !isRinging(call)) return []
      const now = ports.clock()
      const known = await repositories.emergencies.rings(call.case)
      const rosters = await Promise.all(call.hubs.map((hub) => rosterOfHub(repositories, hub, { specialty: call.specialty, at: now })))
      const declined = known.filter((ring) => ring.reply !== null && ring.reply.kind !== 'accepted').map((ring) => ring.practitioner)
      const state = ladder(rosters, now.getTime() - call.pressedAt.getTime(), { declined, held: false })
      const rung = new Set(known.map((ring) => ring.practitioner))
      const fresh = state.due.filter((due) => !rung.has(due.practitioner)).map((due) => ringOf(call, due, now))
      await repositories.emergencies.ring(fresh)
      for (const ring of fresh) await repositories.audit.append(rungEvent(call, ring, now))
      if (state.exhausted && call.exhaustedAt === null) await repositories.emergencies.save({ ...call, exhaustedAt: now })
      return fresh
    })

/** What the roster of an asked hospital says now. */
export async function rosterOfHub(
  { duty, directory }: EmergencyRepositories,
  hub: OrganizationId,
  asked: { readonly specialty: EmergencyCall['specialty']; readonly at: Date },
): Promise<HubRoster> {
  const moment = { from: asked.at, until: new Date(asked.at.getTime() + 1) }
  const people = await duty.people(hub)
  const shifts = await duty.shifts(hub, moment)
  const leaves = await duty.leaves(hub, moment)
  return rosterFor(hub, { people, shifts, leaves, coordinators: await directory.coordinatorsOf(hub) }, asked)
}

const ringOf = (call: EmergencyCall, due: DueRing, at: Date): Ring => ({
  case: call.case, practitioner: due.practitioner, organization: due.hub, requestingOrganization: call.requestingOrganization,
  rung: due.rung, rungAt: at, seenAt: null, reply: null,
})

const rungEvent = (call: EmergencyCall, ring: Ring, at: Date): AuditEvent => ({
  organization: call.requestingOrganization, actor: null, at,
  payload: { type: 'emergency.rung', case: call.case, practitioner: ring.practitioner, rung: ring.rung },
})
