import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { ConsultRequest } from './case.ts'
import { changeCase } from './change-case.ts'
import { mayAnswerForPatient, mayCoordinate } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { answerAsk, askForMore, reject, takeInHand } from './transitions.ts'

/** The coordinator takes a submitted case in hand. */
export const makeTakeInHand = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId }) =>
  changeCase(ports, actor, { case: input.case, may: mayCoordinate, move: (one) => takeInHand(one, actor.practitioner) })

/** The coordinator asks the treating doctor for what is missing. */
export const makeAskForMore = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly text: string }) =>
  changeCase(ports, actor, {
    case: input.case,
    may: mayCoordinate,
    move: (one, now) => askForMore(one, input.text, now),
    tell: (moved) => [{ recipient: moved.requester, kind: 'case.needs-info' }],
  })

/** The treating doctor answers with a completed request; a new snapshot may have been attached before. */
export const makeAnswerAsk = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly request: ConsultRequest }) =>
  changeCase(ports, actor, {
    case: input.case,
    may: mayAnswerForPatient,
    move: (one) => answerAsk(one, input.request),
    audit: (moved) => [{ type: 'case.edited', case: moved.id }],
    tell: (moved) => [{ recipient: moved.coordinator, kind: 'case.answered' }],
  })

/** The coordinator declines the case, with a reason and a suggestion of what to do instead. */
export const makeRejectCase =
  (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly reason: string; readonly suggestion: string }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: mayCoordinate,
      move: (one, now) => reject(one, { reason: input.reason, suggestion: input.suggestion, at: now }),
      tell: (moved) => [{ recipient: moved.requester, kind: 'case.rejected' }],
    })
