import { mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { RoundPorts } from './ports.ts'
import { mayFollowRound, mayNote, noteText } from './round.ts'

/** Notes three lines before a patient of a round, in place of what was noted before; who wrote and when stays with them. */
export const makeWriteNote =
  (ports: RoundPorts) =>
  (actor: Actor, input: { readonly round: RoundId; readonly case: CaseId; readonly text: string }): Promise<Result<null, 'round.not-found' | 'round.not-allowed' | 'round.note-too-long'>> =>
    ports.atomically(actor, async ({ rounds, meetings, cases, audit }) => {
      const round = await rounds.find(input.round)
      const meeting = round === null ? null : await meetings.find(round.meeting)
      const one = round?.patients.includes(input.case) === true ? await cases.find(input.case) : null
      if (meeting === null || one === null || !mayViewCase(actor, one) || !mayFollowRound(actor, meeting)) return err('round.not-found')
      if (!mayNote(actor, meeting, one)) return err('round.not-allowed')
      const text = noteText(input.text)
      if (text === null) return err('round.note-too-long')
      const at = ports.clock()
      await rounds.keepNote(input.round, { case: one.id, text, by: actor.practitioner, at })
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'round.noted', case: one.id, round: input.round } })
      return ok(null)
    })
