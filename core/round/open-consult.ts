import type { DraftCase } from '#core/case/case.ts'
import { makeCreateRequest } from '#core/case/create-request.ts'
import { mayEditRequest } from '#core/case/policy.ts'
import { editDraft } from '#core/case/transitions.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { within } from '#core/shared/within.ts'
import type { RoundPorts } from './ports.ts'

type Refusal = 'round.not-found' | 'round.not-allowed' | 'case.not-allowed' | 'patient.not-found' | 'link.not-covering'

/** What was seen in passing becomes a consult of its own: the treating side opens a request to the same hub that begins with the note. */
export const makeOpenConsult =
  (ports: RoundPorts) =>
  (actor: Actor, input: { readonly round: RoundId; readonly case: CaseId }): Promise<Result<DraftCase, Refusal>> =>
    ports.atomically(actor, async (repositories) => {
      const { rounds, cases } = repositories
      const one = (await rounds.find(input.round))?.patients.includes(input.case) === true ? await cases.find(input.case) : null
      if (one === null) return err('round.not-found')
      if (!mayEditRequest(actor, one)) return err('round.not-allowed')
      const { patient, consultingOrganization, request: { specialty } } = one
      const created = await makeCreateRequest({ ...ports, atomically: within(repositories) })(actor, { patient, consultingOrganization, specialty, kind: 'case', urgency: 'priority' })
      if (!created.ok) return created
      const note = (await rounds.notes(input.round)).find((noted) => noted.case === input.case && noted.text !== '')
      if (note === undefined) return created
      const { request } = created.value
      const begun = editDraft(created.value, { ...request, currentCondition: [note.text, request.currentCondition].filter((text) => text !== '').join('\n') })
      if (!begun.ok) throw new Error('a draft can be written')
      await cases.save(begun.value)
      return ok(begun.value)
    })
