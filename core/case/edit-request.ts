import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { ConsultRequest } from './case.ts'
import { changeCase } from './change-case.ts'
import { mayEditRequest } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { editDraft } from './transitions.ts'

/** Saves the request as it is typed; only a draft can be rewritten. */
export const makeEditRequest =
  (ports: CasePorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly request: ConsultRequest }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: mayEditRequest,
      move: (one) => editDraft(one, input.request),
      audit: (moved) => [{ type: 'case.edited', case: moved.id }],
    })
