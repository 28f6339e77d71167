import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Transfer } from './case.ts'
import { teamOf } from './case.ts'
import { changeCase } from './change-case.ts'
import { mayAnswerForPatient } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { close } from './transitions.ts'

/** The treating doctor reports what was done, and the specialists are told; the advice was not an order (Luật KCB Đ80). */
export const makeRecordOutcome =
  (ports: CasePorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly followed: boolean; readonly reason: string; readonly result: string; readonly transfer: Transfer }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: mayAnswerForPatient,
      tell: (closed) => teamOf(closed).map(({ practitioner }) => ({ recipient: practitioner, kind: 'outcome.reported' })),
      move: (one, now) => close(one, { followed: input.followed, reason: input.reason, result: input.result, transfer: input.transfer, recordedAt: now }),
    })
