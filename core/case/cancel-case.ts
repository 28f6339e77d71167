import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { teamOf } from './case.ts'
import { changeCase } from './change-case.ts'
import type { Told } from './change-case.ts'
import { mayAnswerForPatient } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { cancel } from './transitions.ts'

/** The treating doctor withdraws the request before the session has started; everyone already involved is told. */
export const makeCancelCase = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly reason: string }) => {
  let involved: readonly Told['recipient'][] = []
  return changeCase(ports, actor, {
    case: input.case,
    may: mayAnswerForPatient,
    move: (one, now) => {
      involved = [...('coordinator' in one ? [one.coordinator] : []), ...teamOf(one).map((member) => member.practitioner)]
      return cancel(one, { reason: input.reason, at: now, by: actor.practitioner })
    },
    tell: () => involved.map((recipient) => ({ recipient, kind: 'case.cancelled' })),
  })
}
