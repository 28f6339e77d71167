import type { ConsultCase, LiveCase } from '#core/case/case.ts'
import type { AuditPayload } from '#core/audit/audit-event.ts'
import { end, openLobby, reopen, resume, start } from '#core/case/transitions.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { RoundPorts, RoundRepositories } from './ports.ts'
import type { Round } from './round.ts'
import { endedAt, goesAlong, goTo, mayFollowRound, mayLeadRound } from './round.ts'

type LeadRefusal = 'round.not-found' | 'round.not-allowed' | 'round.over'
export type MoveRefusal = LeadRefusal | 'round.no-such-patient' | 'round.not-open'

export interface Moved {
  readonly round: Round
  readonly to: LiveCase
}

/**
 * The chair goes to another patient: the session of the one before ends and that of the next begins, and with the same stroke whoever
 * goes along sees the next one and the one before no longer. Going back takes the session up again, until its minutes are frozen.
 */
export const makeMoveRound =
  (ports: RoundPorts) =>
  (actor: Actor, input: { readonly round: RoundId; readonly to: CaseId }): Promise<Result<Moved, MoveRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const led = await findLed(repositories, actor, input.round)
      if (!led.ok) return led
      const { round, people } = led.value
      const went = goTo(round, input.to)
      if (!went.ok) return went
      const now = ports.clock()
      const next = await repositories.cases.findForChange(input.to)
      if (next === null) return err('round.not-open')
      const begun = beginning(next, now)
      if (!begun.ok) return begun
      if (begun.value === next && round.current === input.to) return ok({ round, to: begun.value })
      if (round.current !== null && round.current !== input.to) await leave(repositories, { actor, round, now })
      await take(repositories, { actor, from: next, to: begun.value, now })
      await repositories.rounds.save(went.value)
      await note(repositories, { actor, now }, { type: 'round.reached', case: input.to, round: round.id, people })
      return ok({ round: went.value, to: begun.value })
    })

/** The round is over: the session before which it stood ends, and nobody who went along sees a patient any longer. */
export const makeEndRound =
  (ports: RoundPorts) =>
  (actor: Actor, input: { readonly round: RoundId }): Promise<Result<Round, LeadRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const led = await findLed(repositories, actor, input.round)
      if (!led.ok) return led
      const now = ports.clock()
      const over = endedAt(led.value.round, now)
      if (!over.ok) return over
      await leave(repositories, { actor, round: led.value.round, now })
      await repositories.rounds.save(over.value)
      await note(repositories, { actor, now }, { type: 'round.ended', round: input.round })
      return ok(over.value)
    })

async function findLed({ rounds, meetings }: RoundRepositories, actor: Actor, id: RoundId) {
  const round = await rounds.findForChange(id)
  const meeting = round === null ? null : await meetings.find(round.meeting)
  if (round === null || meeting === null || !mayFollowRound(actor, meeting)) return err('round.not-found')
  return mayLeadRound(actor, meeting) ? ok({ round, people: goesAlong(meeting) }) : err('round.not-allowed')
}

/** Whatever its state allows of the next session: opened and begun, or taken up again. */
function beginning(one: ConsultCase, now: Date): Result<LiveCase, 'round.not-open'> {
  const opened = one.status === 'scheduled' ? openLobby(one, now) : ok(one)
  if (!opened.ok) return err('round.not-open')
  const begun = ((of: ConsultCase) => {
    switch (of.status) {
      case 'live': return ok(of)
      case 'interrupted': return resume(of, now)
      case 'ended': return reopen(of, now)
      default: return start(of, now)
    }
  })(opened.value)
  return begun.ok ? begun : err('round.not-open')
}

interface Turn {
  readonly actor: Actor
  readonly now: Date
}

/** The session of the patient before ends where it runs; one that was ended by itself is only left. */
async function leave(repositories: RoundRepositories, { actor, round, now }: Turn & { readonly round: Round }): Promise<void> {
  if (round.current === null) return
  const before = await repositories.cases.findForChange(round.current)
  const ended = before === null ? null : end(before, now)
  if (before !== null && ended?.ok === true) await take(repositories, { actor, from: before, to: ended.value, now })
  await note(repositories, { actor, now }, { type: 'round.left', case: round.current, round: round.id })
}

async function take(repositories: RoundRepositories, { actor, from, to, now }: Turn & { readonly from: ConsultCase; readonly to: ConsultCase }): Promise<void> {
  if (to === from) return
  await repositories.cases.save(to)
  await note(repositories, { actor, now }, { type: 'case.moved', case: from.id, from: from.status, to: to.status })
}

const note = ({ audit }: RoundRepositories, { actor, now }: Turn, payload: AuditPayload): Promise<void> =>
  audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload })
