import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import { err } from '#core/shared/result.ts'
import { teamOf } from './case.ts'
import { changeCase } from './change-case.ts'
import { mayHost } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { nameSecretary } from './transitions.ts'

/**
 * Whoever leads names a colleague of the own hospital to write the minutes: of an emergency, which no appointment was planned for, and
 * in place of somebody who was asked and has not agreed.
 */
export const makeNameSecretary =
  (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly secretary: PractitionerId }) => {
    let replaced: readonly PractitionerId[] = []
    return changeCase(ports, actor, {
      case: input.case,
      may: mayHost,
      move: async (one, now, { directory }) => {
        const role = await directory.roleOf(input.secretary, actor.organization)
        if (role === null || !role.roles.includes('doctor')) return err('team.unknown-person')
        replaced = teamOf(one).filter(({ part, invitation }) => part === 'secretary' && invitation.reply === 'pending').map(({ practitioner }) => practitioner)
        return nameSecretary(one, { practitioner: input.secretary, organization: actor.organization }, now)
      },
      tell: () => [
        { recipient: input.secretary, kind: 'invitation.received' },
        ...replaced.filter((one) => one !== input.secretary).map((recipient) => ({ recipient, kind: 'invitation.withdrawn' }) as const),
      ],
    })
  }
