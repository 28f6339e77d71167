import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { teamOf } from './case.ts'
import { changeCase } from './change-case.ts'
import { mayAnswerForPatient } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { decide } from './transitions.ts'

/** The treating doctor says whether the advice will be followed, and if not why; chair and secretary are told (Luật KCB 15/2023 Đ80). */
export const makeDecideOnAdvice =
  (ports: CasePorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly agreed: boolean; readonly reason: string }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: mayAnswerForPatient,
      move: (one, now) => decide(one, { agreed: input.agreed, reason: input.reason.trim(), recordedAt: now }),
      audit: (decided) => [{ type: 'case.edited', case: decided.id }],
      tell: (decided) =>
        teamOf(decided).filter(({ part }) => part !== 'member').map(({ practitioner }) => ({ recipient: practitioner, kind: 'advice.decided' })),
    })
