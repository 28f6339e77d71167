import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { changeCase } from './change-case.ts'
import { mayAnswerForPatient } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { submit } from './transitions.ts'

/** Sends the request to the consulting hospital's coordinators; nothing leaves without a legal basis and a snapshot. */
export const makeSubmitRequest = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId }) =>
  changeCase(ports, actor, {
    case: input.case,
    may: mayAnswerForPatient,
    move: submit,
    tell: async (moved, { directory }) =>
      (await directory.coordinatorsOf(moved.consultingOrganization)).map((recipient) => ({ recipient, kind: 'case.submitted' })),
  })
