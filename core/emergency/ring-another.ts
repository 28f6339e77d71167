import { membershipOf } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Ring } from './call.ts'
import type { EmergencyPorts } from './ports.ts'
import { rosterOfHub } from './ring-due.ts'

/** During the session: rings the doctors on call for one more specialty at the hospital that holds the emergency. */
export const makeRingAnother =
  (ports: EmergencyPorts) =>
  (
    actor: Actor,
    input: { readonly case: CaseId; readonly specialty: SpecialtyCode },
  ): Promise<Result<readonly Ring[], 'emergency.not-found' | 'emergency.over' | 'emergency.nobody-on-call'>> =>
    ports.atomically(actor, async (repositories) => {
      const { emergencies, cases, audit } = repositories
      const call = await emergencies.findForChange(input.case)
      const one = await cases.find(input.case)
      if (call === null || one === null || (call.caller !== actor.practitioner && membershipOf(actor, one) === null)) return err('emergency.not-found')
      if (call.held === null || call.endedAt !== null) return err('emergency.over')
      const at = ports.clock()
      const hub = call.held.organization
      const roster = await rosterOfHub(repositories, hub, { specialty: input.specialty, at })
      const rung = new Set((await emergencies.rings(call.case)).map((ring) => ring.practitioner))
      const free = (people: readonly PractitionerId[]): readonly PractitionerId[] => people.filter((id) => !rung.has(id))
      // Whoever is on call for it; where they are here already, the others of the specialty.
      const whom = (free(roster.onCall).length > 0 ? free(roster.onCall) : free(roster.specialists)).slice(0, 3)
      if (whom.length === 0) return err('emergency.nobody-on-call')
      const rings = whom.map((practitioner): Ring => ({
        case: call.case, practitioner, organization: hub, requestingOrganization: call.requestingOrganization,
        rung: 'forwarded', rungAt: at, seenAt: null, reply: null,
      }))
      await emergencies.ring(rings)
      for (const ring of rings) {
        await audit.append({
          organization: actor.organization, actor: actor.practitioner, at,
          payload: { type: 'emergency.rung', case: call.case, practitioner: ring.practitioner, rung: ring.rung },
        })
      }
      return ok(rings)
    })
