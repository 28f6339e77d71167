import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { mayViewCase } from './policy.ts'
import type { ReadPorts } from './view-my-work.ts'

/** Tells an open page whether the case has changed: its revision alone, which is no look into the case and so is not audited. */
export const makeCasePulse =
  (ports: Pick<ReadPorts, 'read'>) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<number, 'case.not-found'>> =>
    ports.read(actor, async ({ cases }) => {
      const one = await cases.find(input.case)
      return one === null || !mayViewCase(actor, one) ? err('case.not-found') : ok(one.revision)
    })
