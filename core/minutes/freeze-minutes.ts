import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { mayViewCase } from '#core/case/policy.ts'
import { shortcomings } from './completeness.ts'
import type { MinutesDocument } from './document.ts'
import { followTo } from './follow-case.ts'
import type { GatherFacts } from './gather-facts.ts'
import { freeze, type DraftMinutes, type FrozenMinutes } from './minutes.ts'
import { mayFreeze } from './policy.ts'
import type { LiveDrafts, MinutesPorts, MinutesRepositories } from './ports.ts'
import { prefillForm } from './prefill.ts'

export type FreezeRefusal =
  | 'case.not-found'
  | 'case.wrong-state'
  | 'minutes.not-started'
  | 'minutes.not-chair'
  | 'minutes.frozen'
  | 'minutes.incomplete'
  | 'minutes.document-invalid'
  | 'minutes.unreachable'

/** The chair closes the draft: what stands in it now, with the last times and people, is what will be rendered and signed. */
export const makeFreezeMinutes =
  (ports: MinutesPorts & { readonly gatherFacts: GatherFacts; readonly drafts: LiveDrafts }) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<FrozenMinutes, FreezeRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const one = await repositories.cases.findForChange(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      const draft = await repositories.minutes.latest(one.id)
      if (draft === null) return err('minutes.not-started')
      if (!mayFreeze(actor, draft.form)) return err('minutes.not-chair')
      if (draft.status !== 'draft') return err('minutes.frozen')
      const document = await lastText(ports.drafts, draft, repositories)
      if (!document.ok) return document
      const facts = draft.amends === null ? await ports.gatherFacts(one, repositories) : null
      const form = facts === null ? draft.form : prefillForm(facts)
      if (shortcomings(form, document.value, await repositories.remarks.of(draft.id)).length > 0) return err('minutes.incomplete')
      const at = ports.clock()
      const frozen = freeze(draft, { form, document: document.value, by: actor.practitioner, at })
      if (!frozen.ok) return frozen
      const moved = await followTo(one, 'awaiting-signatures', { repositories, actor, at })
      if (!moved.ok) return moved
      await repositories.minutes.save(frozen.value)
      const { id, version } = frozen.value
      await repositories.audit.append({
        organization: actor.organization, actor: actor.practitioner, at,
        payload: { type: 'minutes.frozen', case: one.id, minutes: id, version },
      })
      await repositories.jobs.enqueue({ name: 'render-minutes', case: one.id, version })
      return ok(frozen.value)
    })

/** Everything that any writer was told is kept: from here to the end of the transaction nobody adds to it. */
async function lastText(
  drafts: LiveDrafts,
  draft: DraftMinutes,
  { liveMinutes }: MinutesRepositories,
): Promise<Result<MinutesDocument, 'minutes.document-invalid' | 'minutes.unreachable'>> {
  const settled = await drafts.settle(draft)
  if (!settled.ok) return settled
  await liveMinutes.hold(draft.id)
  const state = await liveMinutes.find(draft.id)
  return state === null ? ok(draft.document) : drafts.read(state, await liveMinutes.changes(draft.id))
}
