import type { ConsultCase, EndedCase } from '#core/case/case.ts'
import { followMinutes } from '#core/case/transitions.ts'
import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { ok, type Result } from '#core/shared/result.ts'
import type { MinutesRepositories } from './ports.ts'

/** On whose behalf the case moves; `practitioner` is null for the platform's own jobs. */
export interface MoveContext {
  readonly repositories: MinutesRepositories
  readonly actor: { readonly organization: OrganizationId; readonly practitioner: PractitionerId | null }
  readonly at: Date
}

/**
 * Moves the case after its minutes, through drafting when the minutes were finished before the session's end was. A case whose
 * minutes are filed stays where it is: what is written after that is an addendum.
 */
export async function followTo(
  one: ConsultCase,
  to: EndedCase['status'],
  { repositories, actor, at }: MoveContext,
): Promise<Result<ConsultCase, 'case.wrong-state'>> {
  if ('filing' in one) return ok(one)
  const opened = one.status === 'ended' && to !== 'minutes-drafting' ? followMinutes(one, 'minutes-drafting') : ok(one)
  if (!opened.ok) return opened
  const moved = followMinutes(opened.value, to)
  if (!moved.ok) return moved
  await repositories.cases.save(moved.value)
  await repositories.audit.append({
    organization: actor.organization, actor: actor.practitioner, at,
    payload: { type: 'case.moved', case: one.id, from: one.status, to },
  })
  return ok(moved.value)
}
