import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import { err } from '#core/shared/result.ts'
import { changeCase } from './change-case.ts'
import type { CoordinatedCase } from './case.ts'
import { mayHandOver } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { answerHandover, offerHandover, withdrawHandover } from './transitions.ts'

/**
 * A coordinator hands a case to another one of the hospital, or takes it over from one who is away; an emergency changes hands at
 * once, any other case when the other one has agreed.
 */
export const makeHandOver =
  (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly to: PractitionerId; readonly note: string }) => {
    let holder: PractitionerId | null = null
    const isDone = (moved: CoordinatedCase): boolean => moved.handover === undefined
    return changeCase(ports, actor, {
      case: input.case,
      may: mayHandOver,
      move: async (one, now, { directory }) => {
        const colleagues = await directory.coordinatorsOf(one.consultingOrganization)
        if (!colleagues.includes(input.to)) return err('handover.no-coordinator')
        holder = 'coordinator' in one ? one.coordinator : null
        return offerHandover(one, { by: actor.practitioner, to: input.to, note: input.note.trim(), at: now })
      },
      audit: (moved) => [{ type: 'case.handover', case: moved.id, to: input.to, step: isDone(moved) ? 'taken' : 'offered' }],
      tell: (moved) =>
        isDone(moved)
          ? [...new Set([input.to, ...(holder === null ? [] : [holder])])].map((recipient) => ({ recipient, kind: recipient === input.to ? 'handover.received' : 'handover.taken' }))
          : [{ recipient: input.to, kind: 'handover.offered' }],
    })
  }

/** The coordinator to whom a case was offered takes it, or declines; whoever offered it is told. */
export const makeAnswerHandover =
  (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly accepts: boolean }) => {
    let offeredBy: PractitionerId | null = null
    return changeCase(ports, actor, {
      case: input.case,
      may: mayHandOver,
      move: (one) => {
        offeredBy = 'coordinator' in one ? (one.handover?.by ?? null) : null
        return answerHandover(one, { by: actor.practitioner, accepts: input.accepts })
      },
      audit: (moved) => [{ type: 'case.handover', case: moved.id, to: actor.practitioner, step: input.accepts ? 'taken' : 'declined' }],
      tell: () => (offeredBy === null ? [] : [{ recipient: offeredBy, kind: input.accepts ? 'handover.taken' : 'handover.declined' }]),
    })
  }

/** An offer that nobody has answered is taken back. */
export const makeWithdrawHandover =
  (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: mayHandOver,
      move: (one) => withdrawHandover(one),
      audit: (moved) => [{ type: 'case.handover', case: moved.id, to: moved.coordinator, step: 'withdrawn' }],
    })
