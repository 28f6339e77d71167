import { changeCase } from '#core/case/change-case.ts'
import { mayHost } from '#core/case/policy.ts'
import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import { err } from '#core/shared/result.ts'
import { nameSecretary } from './emergency-case.ts'

/** Whoever leads an emergency names a colleague of the own hospital to write its minutes, which the plan of an appointment would have done. */
export const makeNameSecretary =
  (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly secretary: PractitionerId }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: mayHost,
      move: async (one, now, { directory }) => {
        const role = await directory.roleOf(input.secretary, actor.organization)
        if (role === null || !role.roles.includes('doctor')) return err('team.unknown-person')
        return nameSecretary(one, { practitioner: input.secretary, organization: actor.organization }, now)
      },
      tell: () => [{ recipient: input.secretary, kind: 'invitation.received' }],
    })
