import type { CancelledCase } from '#core/case/case.ts'
import { hasTeam } from '#core/case/case.ts'
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
      const { id, code, revision, requestingOrganization, consultingOrganization, patient, subject, requester, createdAt, request } = one
      const cancelled: CancelledCase = {
        id, code, revision, requestingOrganization, consultingOrganization, patient, subject, requester, createdAt, request,
        status: 'cancelled', cancellation: { reason, at, by: actor.practitioner },
      }
      await cases.save(cancelled)
      await emergencies.save({ ...call, endedAt: at })
      const event = { organization: actor.organization, actor: actor.practitioner, at }
      await audit.append({ ...event, payload: { type: 'case.moved', case: id, from: one.status, to: 'cancelled' } })
      await audit.append({ ...event, payload: { type: 'emergency.ended', case: id } })
      return ok(null)
    })
