import type { CancelledCase, EndedCase } from '#core/case/case.ts'
import { hasTeam } from '#core/case/case.ts'
import { changeCase, type ChangeRefusal } from '#core/case/change-case.ts'
import { mayHost } from '#core/case/policy.ts'
import { makeEndSession } from '#core/case/run-session.ts'
import { end, withdrawn } from '#core/case/transitions.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { ok, type Result } from '#core/shared/result.ts'
import { within } from '#core/shared/within.ts'
import type { EmergencyPorts } from './ports.ts'

/** What is written down where whoever called ends the session alone. */
const nobodyCame = 'Kết thúc khi chưa có bác sĩ nào nhận'

/**
 * The host ends the session, and with it the emergency that it came from, in one transaction: whoever is still rung, a second
 * specialty above all, is rung no longer. One that no doctor has come to is called off instead. A planned session has no emergency to end.
 */
export const makeConclude =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<EndedCase | CancelledCase, ChangeRefusal | 'case.wrong-state'>> =>
    ports.atomically(actor, async (repositories) => {
      // First the call, then the case: the order in which those who answer lock them.
      const call = await repositories.emergencies.findForChange(input.case)
      const at = ports.clock()
      const inOne = { ...ports, atomically: within(repositories) }
      const ended = call?.held === null ? await callOffAlone(inOne, actor, input) : await makeEndSession(inOne)(actor, input)
      if (!ended.ok || call === null || call.endedAt !== null) return ended
      await repositories.emergencies.save({ ...call, endedAt: at })
      await repositories.audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'emergency.ended', case: call.case } })
      return ended
    })

const callOffAlone = (ports: EmergencyPorts, actor: Actor, input: { readonly case: CaseId }) =>
  changeCase<EndedCase | CancelledCase, 'case.wrong-state'>(ports, actor, {
    case: input.case,
    may: mayHost,
    move: (one, at) => (hasTeam(one) && one.team.length === 0 ? ok(withdrawn(one, { reason: nobodyCame, at, by: actor.practitioner })) : end(one, at)),
  })
