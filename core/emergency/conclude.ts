import type { EndedCase } from '#core/case/case.ts'
import type { ChangeRefusal } from '#core/case/change-case.ts'
import { makeEndSession } from '#core/case/run-session.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { within } from '#core/shared/within.ts'
import type { EmergencyPorts } from './ports.ts'

/**
 * The host ends the session, and with it the emergency that it came from, in one transaction: whoever is still rung, a second
 * specialty above all, is rung no longer. A planned session has no emergency to end.
 */
export const makeConclude =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<EndedCase, ChangeRefusal | 'case.wrong-state'>> =>
    ports.atomically(actor, async (repositories) => {
      // First the call, then the case: the order in which those who answer lock them.
      const call = await repositories.emergencies.findForChange(input.case)
      const ended = await makeEndSession({ ...ports, atomically: within(repositories) })(actor, input)
      if (!ended.ok || call === null || call.endedAt !== null) return ended
      const at = ports.clock()
      await repositories.emergencies.save({ ...call, endedAt: at })
      await repositories.audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'emergency.ended', case: call.case } })
      return ended
    })
