import type { AuditPayload } from '#core/audit/audit-event.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { ConsultCase } from './case.ts'
import type { NoticeKind } from './notice.ts'
import { mayViewCase } from './policy.ts'
import type { CasePorts, Job, Repositories } from './ports.ts'

/** One verb upon one case: who may, what changes, whom to tell. */
export interface CaseChange<To extends ConsultCase, E extends string> {
  readonly case: CaseId
  readonly may: (actor: Actor, one: ConsultCase) => boolean
  readonly move: (one: ConsultCase, now: Date, repositories: Repositories) => Result<To, E> | Promise<Result<To, E>>
  /** What goes with it in the same transaction, once the case is saved. */
  readonly also?: (moved: To, now: Date, repositories: Repositories) => Promise<void>
  /** Recorded besides the move itself. */
  readonly audit?: (moved: To) => readonly AuditPayload[]
  readonly tell?: (moved: To, repositories: Repositories) => Promise<readonly Told[]> | readonly Told[]
  /** Work that follows at its own time, or null. */
  readonly later?: (moved: To, now: Date) => { readonly job: Job; readonly at: Date } | null
}

export interface Told {
  readonly recipient: PractitionerId
  readonly kind: NoticeKind
}

export type ChangeRefusal = 'case.not-found' | 'case.not-allowed'

/** Loads the case, asks the policy, moves it, and saves case, audit and notices in one transaction. */
export function changeCase<To extends ConsultCase, E extends string>(
  ports: CasePorts,
  actor: Actor,
  change: CaseChange<To, E>,
): Promise<Result<To, E | ChangeRefusal>> {
  return ports.atomically(actor, async (repositories) => {
    const one = await repositories.cases.findForChange(change.case)
    if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
    if (!change.may(actor, one)) return err('case.not-allowed')
    const now = ports.clock()
    const moved = await change.move(one, now, repositories)
    if (!moved.ok) return moved
    if (!Object.is(moved.value, one)) await repositories.cases.save(moved.value)
    await change.also?.(moved.value, now, repositories)
    const payloads = [...(one.status === moved.value.status ? [] : [caseMoved(one, moved.value)]), ...(change.audit?.(moved.value) ?? [])]
    for (const payload of payloads) {
      await repositories.audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload })
    }
    const told = (await change.tell?.(moved.value, repositories)) ?? []
    await repositories.notices.add(
      told
        .filter(({ recipient }) => recipient !== actor.practitioner)
        .map(({ recipient, kind }) => ({ id: brandId(ports.newId()), recipient, kind, case: one.id, at: now, readAt: null })),
    )
    const later = change.later?.(moved.value, now) ?? null
    if (later !== null) await repositories.jobs.enqueue(later.job, later.at)
    return ok(moved.value)
  })
}

const caseMoved = (from: ConsultCase, to: ConsultCase): AuditPayload => ({ type: 'case.moved', case: from.id, from: from.status, to: to.status })
