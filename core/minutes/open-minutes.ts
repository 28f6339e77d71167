import type { ConsultCase } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { mayReadMinutes, mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { MinutesDocument } from './document.ts'
import { hasLeaders, type GatherFacts } from './gather-facts.ts'
import { initialDocument } from './initial-document.ts'
import { draftMinutes, type Minutes } from './minutes.ts'
import type { MinutesPorts, MinutesRepositories } from './ports.ts'
import { prefillForm, type MinutesFacts } from './prefill.ts'
import { applyTemplate, chooseTemplate } from './templates.ts'

export interface OpenedMinutes {
  readonly minutes: Minutes
  /** They can be frozen only once the session is over. */
  readonly sessionEnded: boolean
  /** Whoever was asked to write and sign them first has not agreed: the chair may name somebody else. */
  readonly secretaryMissing: boolean
}

export type OpenMinutesRefusal = 'case.not-found' | 'case.not-allowed' | 'minutes.not-started' | 'minutes.too-early' | 'minutes.no-secretary'

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
      const secretaryMissing = !teamOf(one).some(({ part, invitation }) => part === 'secretary' && invitation.reply === 'accepted')
      const mayWrite = mayWriteMinutes(actor, one)
      if (latest !== null) return ok({ minutes: await withNewestFacts(latest, one, { ...ports, repositories, mayWrite }), sessionEnded, secretaryMissing })
      if (!mayWrite) return err('minutes.not-started')
      if ('startedAt' in one && !hasLeaders(one)) return err('minutes.no-secretary')
      const facts = await ports.gatherFacts(one, repositories)
      if (facts === null) return err('minutes.too-early')
      const draft = draftMinutes({ id: brandId(ports.newId()), case: one.id, form: prefillForm(facts), document: await firstDocument(facts, one, repositories) })
      await repositories.minutes.add(draft)
      return ok({ minutes: draft, sessionEnded, secretaryMissing })
    })

async function firstDocument(facts: MinutesFacts, one: ConsultCase, { templates }: MinutesRepositories): Promise<MinutesDocument> {
  return applyTemplate(initialDocument(facts), chooseTemplate(await templates.of(one.consultingOrganization), one.request.specialty))
}

interface FactDesk {
  readonly gatherFacts: GatherFacts
  readonly repositories: MinutesRepositories
  readonly mayWrite: boolean
}

/**
 * People come and go while a draft is written: its printed facts are gathered anew, as they will be when it is frozen. The room has the
 * minutes open before anything is noted at the bed; where nobody has written in them yet, they begin with it all the same.
 */
async function withNewestFacts(minutes: Minutes, one: ConsultCase, { gatherFacts, repositories, mayWrite }: FactDesk): Promise<Minutes> {
  if (minutes.status !== 'draft' || minutes.amends !== null) return minutes
  const facts = await gatherFacts(one, repositories)
  if (facts === null) return minutes
  const told = { ...minutes, form: prefillForm(facts) }
  if (!mayWrite || facts.noted === '' || minutes.version > 1) return told
  await repositories.liveMinutes.hold(minutes.id)
  if ((await repositories.liveMinutes.find(minutes.id)) !== null) return told
  const begun = { ...told, document: await firstDocument(facts, one, repositories) }
  await repositories.minutes.save(begun)
  return begun
}
