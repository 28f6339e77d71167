import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { changeCase } from './change-case.ts'
import { membershipOf } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { answerInvitation } from './transitions.ts'

export type InvitationAnswer = { readonly reply: 'accepted' } | { readonly reply: 'declined'; readonly reason: string }

/** An invited person accepts or declines; the coordinator is told. */
export const makeAnswerInvitation =
  (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly answer: InvitationAnswer }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: (who, one) => membershipOf(who, one) !== null,
      move: (one, now) => answerInvitation(one, { by: actor.practitioner, at: now, answer: input.answer }),
      audit: (moved) => [{ type: 'invitation.answered', case: moved.id, reply: input.answer.reply }],
      tell: (moved) => [{ recipient: moved.coordinator, kind: input.answer.reply === 'accepted' ? 'invitation.accepted' : 'invitation.declined' }],
    })
