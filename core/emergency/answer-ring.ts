import type { ConsultCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { EmergencyCall, Ring, RingReply } from './call.ts'
import { isRinging, mayAnswerEmergency, mayHoldEmergency } from './call.ts'
import { coordinateEmergency, joinEmergency } from './emergency-case.ts'
import type { EmergencyPorts, EmergencyRepositories } from './ports.ts'

interface Answering {
  readonly actor: Actor
  readonly call: EmergencyCall
  readonly at: Date
}

type AnswerRefusal = 'emergency.not-found' | 'emergency.over' | 'emergency.held-elsewhere' | 'case.wrong-state'

/** "Nhận": the first doctor holds the emergency and whoever follows joins, from whichever asked hospital; a coordinator comes to gather, and the ringing goes on. */
export const makeAcceptRing =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<EmergencyCall, AnswerRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const call = await repositories.emergencies.findForChange(input.case)
      if (call === null || !mayAnswerEmergency(actor, call)) return err('emergency.not-found')
      if (call.endedAt !== null) return err('emergency.over')
      const at = ports.clock()
      if (call.held !== null && call.held.organization !== actor.organization) return joinHeld(repositories, { actor, call, at })
      // The hospital that answers is the one that advises; a coordinator takes the case from nobody who has come already.
      const mayMove = call.held === null && (mayHoldEmergency(actor, call) || (await repositories.cases.find(call.case)) === null)
      if (mayMove) await repositories.emergencies.moveToHub(call.case)
      const one = await repositories.cases.findForChange(call.case)
      if (one === null) return err('emergency.held-elsewhere')
      const moved = comeIn(one, { actor, call, at })
      if (!moved.ok) return moved
      if (!Object.is(moved.value, one)) await repositories.cases.save(moved.value)
      await replied(repositories, { actor, call, at }, { kind: 'accepted', note: '' })
      if (call.held !== null || !mayHoldEmergency(actor, call)) return ok(call)
      const held: EmergencyCall = { ...call, held: { by: actor.practitioner, organization: actor.organization, at } }
      await repositories.emergencies.save(held)
      return ok(held)
    })

/** A doctor of another hospital that is asked comes in beside those who hold the emergency; a coordinator has nobody to gather there. */
async function joinHeld(repositories: EmergencyRepositories, answering: Answering): Promise<Result<EmergencyCall, AnswerRefusal>> {
  const { actor, call, at } = answering
  if (!mayHoldEmergency(actor, call)) return err('emergency.held-elsewhere')
  if (!(await repositories.emergencies.joinHeld(call.case, at))) return err('case.wrong-state')
  await replied(repositories, answering, { kind: 'accepted', note: '' })
  return ok(call)
}

const comeIn = (one: ConsultCase, { actor, call, at }: Answering) =>
  mayHoldEmergency(actor, call) ? joinEmergency(one, actor, at) : coordinateEmergency(one, actor.practitioner)

/** "Không nhận được": the ladder goes on at once if nobody else is left to answer. */
export const makeDeclineRing =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly reason: string }): Promise<Result<null, AnswerRefusal>> =>
    turnAway(ports, actor, { case: input.case, kind: 'declined', note: input.reason.trim() })

/** "Chuyển": rings a colleague of the same hospital in one's place, at once. */
export const makeForwardRing =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly to: PractitionerId }): Promise<Result<null, AnswerRefusal | 'team.unknown-person'>> =>
    ports.atomically(actor, async (repositories) => {
      const call = await repositories.emergencies.findForChange(input.case)
      if (call === null || !mayAnswerEmergency(actor, call)) return err('emergency.not-found')
      if (!isRinging(call)) return err('emergency.over')
      const role = await repositories.directory.roleOf(input.to, actor.organization)
      if (role === null || !role.roles.includes('doctor') || input.to === actor.practitioner) return err('team.unknown-person')
      const at = ports.clock()
      await repositories.emergencies.ring([ringFor(call, { practitioner: input.to, organization: actor.organization, at, rung: 'forwarded' })])
      await replied(repositories, { actor, call, at }, { kind: 'forwarded', note: role.practitioner.name })
      await repositories.jobs.enqueue({ name: 'ring-emergency', case: call.case })
      return ok(null)
    })

function turnAway(
  ports: EmergencyPorts,
  actor: Actor,
  answer: { readonly case: CaseId; readonly kind: RingReply; readonly note: string },
): Promise<Result<null, AnswerRefusal>> {
  return ports.atomically(actor, async (repositories) => {
    const call = await repositories.emergencies.findForChange(answer.case)
    if (call === null || !mayAnswerEmergency(actor, call)) return err('emergency.not-found')
    if (!isRinging(call)) return err('emergency.over')
    await replied(repositories, { actor, call, at: ports.clock() }, answer)
    // Perhaps nobody is left to answer: the ladder looks again now and not only when its timer falls due.
    await repositories.jobs.enqueue({ name: 'ring-emergency', case: call.case })
    return ok(null)
  })
}

const ringFor = (
  call: EmergencyCall,
  whom: { readonly practitioner: PractitionerId; readonly organization: Actor['organization']; readonly at: Date; readonly rung: Ring['rung'] },
): Ring => ({
  case: call.case, practitioner: whom.practitioner, organization: whom.organization, requestingOrganization: call.requestingOrganization,
  rung: whom.rung, rungAt: whom.at, seenAt: null, reply: null,
})

/** Writes the reply on the person's own ring; whoever answers at the wall gets one with it. */
async function replied(
  { emergencies, audit }: EmergencyRepositories,
  { actor, call, at }: Answering,
  reply: { readonly kind: RingReply; readonly note: string },
): Promise<void> {
  const known = (await emergencies.rings(call.case)).find((ring) => ring.practitioner === actor.practitioner)
  const ring = known ?? ringFor(call, { practitioner: actor.practitioner, organization: actor.organization, at, rung: 'wall' })
  if (known === undefined) await emergencies.ring([ring])
  await emergencies.saveRing({ ...ring, seenAt: ring.seenAt ?? at, reply: { kind: reply.kind, at, note: reply.note } })
  await audit.append({
    organization: actor.organization, actor: actor.practitioner, at,
    payload: { type: 'emergency.answered', case: call.case, reply: reply.kind },
  })
}
