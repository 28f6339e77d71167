import { mayReadMinutes, mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { ConsultCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type CaseId, type RemarkId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { DraftMinutes } from './minutes.ts'
import type { MinutesPorts, MinutesRepositories } from './ports.ts'
import { settle, type Remark, type Settlement } from './remarks.ts'

type OpenRefusal = 'case.not-found' | 'case.not-allowed' | 'minutes.not-started' | 'minutes.frozen'
export type RemarkRefusal = OpenRefusal | 'remark.empty'
export type SettleRefusal = OpenRefusal | 'remark.not-found' | 'remark.settled' | 'remark.not-allowed'

/** Whoever takes part says something about the draft; the text itself stays the writers'. */
export const makeAddRemark =
  (ports: MinutesPorts) =>
  (
    actor: Actor,
    input: Pick<Remark, 'kind' | 'section' | 'question' | 'anchor' | 'quote' | 'text'> & { readonly case: CaseId; readonly authorName: string },
  ): Promise<Result<Remark, RemarkRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const { case: caseId, ...said } = input
      const open = await openDraft(actor, caseId, repositories)
      if (!open.ok) return open
      const text = said.text.trim().normalize('NFC')
      if (text === '') return err('remark.empty')
      const remark: Remark = {
        ...said, text, id: brandId<RemarkId>(ports.newId()), minutes: open.value.draft.id, author: actor.practitioner, at: ports.clock(), settled: null,
      }
      await repositories.remarks.add(remark)
      return ok(remark)
    })

/** Accepts, declines, resolves or takes back a remark. */
export const makeSettleRemark =
  (ports: MinutesPorts) =>
  (
    actor: Actor,
    input: { readonly case: CaseId; readonly remark: RemarkId; readonly as: Settlement },
  ): Promise<Result<Remark, SettleRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const open = await openDraft(actor, input.case, repositories)
      if (!open.ok) return open
      const remark = (await repositories.remarks.of(open.value.draft.id)).find(({ id }) => id === input.remark)
      if (remark === undefined) return err('remark.not-found')
      const by = { practitioner: actor.practitioner, mayWrite: mayWriteMinutes(actor, open.value.one) }
      const settled = settle(remark, input.as, { by, at: ports.clock() })
      if (!settled.ok) return settled
      await repositories.remarks.settle(remark.id, settled.value)
      return ok({ ...remark, settled: settled.value })
    })

/** Everything said about the newest version, oldest first. */
export const makeListRemarks =
  (ports: Pick<MinutesPorts, 'atomically'>) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<readonly Remark[], OpenRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const open = await openDraft(actor, input.case, repositories)
      return open.ok ? ok(await repositories.remarks.of(open.value.draft.id)) : open
    })

/** The case's draft, for those who take part; the case is held, so that no remark slips in beside a freeze. */
async function openDraft(
  actor: Actor,
  caseId: CaseId,
  { cases, minutes }: MinutesRepositories,
): Promise<Result<{ readonly one: ConsultCase; readonly draft: DraftMinutes }, OpenRefusal>> {
  const one = await cases.findForChange(caseId)
  if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
  if (!mayReadMinutes(actor, one)) return err('case.not-allowed')
  const draft = await minutes.latest(one.id)
  if (draft === null) return err('minutes.not-started')
  return draft.status === 'draft' ? ok({ one, draft }) : err('minutes.frozen')
}
