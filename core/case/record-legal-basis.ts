import type { Actor } from '#core/directory/actor.ts'
import type { LegalBasisGround } from '#core/record/legal-basis.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { changeCase } from './change-case.ts'
import { mayAnswerForPatient } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { recordLegalBasis } from './transitions.ts'

/** Records why this patient's data may reach the other hospital (Luật BVDLCN 91/2025). */
export const makeRecordLegalBasis =
  (ports: CasePorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly ground: LegalBasisGround }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: mayAnswerForPatient,
      move: (one, now) => recordLegalBasis(one, { ...input.ground, recordedBy: actor.practitioner, recordedAt: now }),
      audit: (moved) => [{ type: 'case.legal-basis-recorded', case: moved.id, basis: input.ground.kind }],
    })
