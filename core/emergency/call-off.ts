import { hasTeam } from '#core/case/case.ts'
import { withdrawn } from '#core/case/transitions.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { EmergencyPorts } from './ports.ts'

/** The caller takes the button back before a doctor has come: the ringing stops everywhere and the case is cancelled with its reason. */
export const makeCallOff =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly reason: string }): Promise<Result<null, 'emergency.not-found' | 'emergency.over' | 'emergency.no-reason'>> =>
    ports.atomically(actor, async ({ emergencies, cases, audit }) => {
      const call = await emergencies.findForChange(input.case)
      if (call === null || call.caller !== actor.practitioner || call.requestingOrganization !== actor.organization) return err('emergency.not-found')
      const one = await cases.findForChange(input.case)
      if (one === null || call.endedAt !== null || call.held !== null || !hasTeam(one) || one.team.length > 0) return err('emergency.over')
      const reason = input.reason.trim()
      if (reason === '') return err('emergency.no-reason')
      const at = ports.clock()
      await cases.save(withdrawn(one, { reason, at, by: actor.practitioner }))
      await emergencies.save({ ...call, endedAt: at })
      const event = { organization: actor.organization, actor: actor.practitioner, at }
      await audit.append({ ...event, payload: { type: 'case.moved', case: one.id, from: one.status, to: 'cancelled' } })
      await audit.append({ ...event, payload: { type: 'emergency.ended', case: one.id } })
      return ok(null)
    })
