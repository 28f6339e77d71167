import type { ConsultCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { mayReadMinutes, mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { GatherFacts } from './gather-facts.ts'
import { initialDocument } from './initial-document.ts'
import { draftMinutes, type Minutes } from './minutes.ts'
import type { MinutesPorts, MinutesRepositories } from './ports.ts'
import { prefillForm } from './prefill.ts'
import { applyTemplate, chooseTemplate } from './templates.ts'

export interface OpenedMinutes {
  readonly minutes: Minutes
  /** They can be frozen only once the session is over. */
  readonly sessionEnded: boolean
}

export type OpenMinutesRefusal = 'case.not-found' | 'case.not-allowed' | 'minutes.not-started' | 'minutes.too-early'

/** Shows the newest minutes of a case; the first writer who comes finds them prefilled. */
export const makeOpenMinutes =
  (ports: MinutesPorts & { readonly gatherFacts: GatherFacts }) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<OpenedMinutes, OpenMinutesRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const one = await repositories.cases.findForChange(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!mayReadMinutes(actor, one)) return err('case.not-allowed')
      const latest = await repositories.minutes.latest(one.id)
      const sessionEnded = 'endedAt' in one
      if (latest !== null) return ok({ minutes: await withNewestFacts(latest, one, { ...ports, repositories }), sessionEnded })
      if (!mayWriteMinutes(actor, one)) return err('minutes.not-started')
      const facts = await ports.gatherFacts(one, repositories)
      if (facts === null) return err('minutes.too-early')
      const draft = draftMinutes({
        id: brandId(ports.newId()),
        case: one.id,
        form: prefillForm(facts),
        document: applyTemplate(initialDocument(facts), chooseTemplate(await repositories.templates.of(one.consultingOrganization), one.request.specialty)),
      })
      await repositories.minutes.add(draft)
      return ok({ minutes: draft, sessionEnded })
    })

/** People come and go while a draft is written: its printed facts are gathered anew, as they will be when it is frozen. */
async function withNewestFacts(
  minutes: Minutes,
  one: ConsultCase,
  { gatherFacts, repositories }: { readonly gatherFacts: GatherFacts; readonly repositories: MinutesRepositories },
): Promise<Minutes> {
  if (minutes.status !== 'draft' || minutes.amends !== null) return minutes
  const facts = await gatherFacts(one, repositories)
  return facts === null ? minutes : { ...minutes, form: prefillForm(facts) }
}
