import { makeAnswerInvitation } from '#core/case/answer-invitation.ts'
import { makeAssignTeam } from '#core/case/assign-team.ts'
import type { ConsultRequest, MemberPart } from '#core/case/case.ts'
import { makeCreateRequest } from '#core/case/create-request.ts'
import { makeEditRequest } from '#core/case/edit-request.ts'
import type { CasePorts } from '#core/case/ports.ts'
import { makeRecordLegalBasis } from '#core/case/record-legal-basis.ts'
import { makeScheduleSession } from '#core/case/schedule-session.ts'
import { makeSubmitRequest } from '#core/case/submit-request.ts'
import { makeTakeSnapshot } from '#core/case/take-snapshot.ts'
import { makeTakeInHand } from '#core/case/triage-case.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { LegalBasisGround } from '#core/record/legal-basis.ts'
import type { ComposeBundle, Digest } from '#core/record/ports.ts'
import { wholeRecord } from '#core/record/snapshot.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { demoId } from '#prisma/seed/demo-ids.ts'
import { hospitalId } from '#prisma/seed/hospitals.ts'
import type { DemoHospital } from '#prisma/seed/hospitals.ts'
import { person } from '#prisma/seed/people.ts'
import { patientId } from '#prisma/seed/seed-records.ts'

export type ScenarioPorts = CasePorts & { readonly composeBundle: ComposeBundle; readonly digest: Digest }

/** One verb of somebody, so many hours before (or, negative, after) the demo world is made. */
export interface Step {
  readonly hoursAgo: number
  readonly run: (ports: ScenarioPorts) => Promise<Result<unknown, string>>
}

/** A case of the demo world, told in the use cases that a real one goes through. */
export interface Scenario {
  readonly key: string
  readonly requester: string
  readonly steps: readonly Step[]
}

/** The first identifier that a scenario uses is that of its case. */
export const caseIdOf = (key: string): CaseId => demoId(`case:${key}:1`)

/** Somebody of the demo world, acting for their own hospital. */
export function actorOf(handle: string): Actor {
  const { id, account, hospital } = person(handle)
  return { practitioner: id, organization: hospitalId(hospital), roles: account.roles }
}

interface Asking {
  readonly key: string
  readonly requester: string
  readonly hub: DemoHospital
  readonly hoursAgo: number
  readonly request: ConsultRequest
}

/** A draft for a patient of the same key. */
export function draftSteps({ key, requester, hub, hoursAgo, request }: Asking): readonly Step[] {
  const actor = actorOf(requester)
  const { kind, urgency, specialty } = request
  return [
    {
      hoursAgo,
      run: (ports) =>
        makeCreateRequest(ports)(actor, { patient: patientId(key), consultingOrganization: hospitalId(hub), kind, urgency, specialty }),
    },
    { hoursAgo: hoursAgo - 0.08, run: (ports) => makeEditRequest(ports)(actor, { case: caseIdOf(key), request }) },
  ]
}

/** A request that was sent, with its legal basis and the whole record without its sensitive items. */
export function askedSteps(asking: Asking & { readonly ground: LegalBasisGround }): readonly Step[] {
  const { key, requester, hoursAgo, ground } = asking
  const actor = actorOf(requester)
  const one = { case: caseIdOf(key) }
  return [
    ...draftSteps({ ...asking, hoursAgo: hoursAgo + 0.2 }),
    { hoursAgo: hoursAgo + 0.03, run: (ports) => makeRecordLegalBasis(ports)(actor, { ...one, ground }) },
    { hoursAgo: hoursAgo + 0.02, run: (ports) => makeTakeSnapshot(ports)(actor, { ...one, selection: wholeRecord }) },
    { hoursAgo, run: (ports) => makeSubmitRequest(ports)(actor, one) },
  ]
}

/** A coordinator takes the case in hand. */
export const takenStep = (key: string, coordinator: string, hoursAgo: number): Step => ({
  hoursAgo,
  run: (ports) => makeTakeInHand(ports)(actorOf(coordinator), { case: caseIdOf(key) }),
})

/** The coordinator names the team; those of it who are listed accept in turn. */
export function teamSteps(plan: {
  readonly key: string
  readonly coordinator: string
  readonly hoursAgo: number
  readonly team: Readonly<Record<string, MemberPart>>
  readonly accepted: readonly string[]
}): readonly Step[] {
  const one = { case: caseIdOf(plan.key) }
  const team = Object.entries(plan.team).map(([handle, part]) => {
    const { practitioner, organization } = actorOf(handle)
    return { practitioner, organization, part }
  })
  return [
    { hoursAgo: plan.hoursAgo, run: (ports) => makeAssignTeam(ports)(actorOf(plan.coordinator), { ...one, team }) },
    ...plan.accepted.map((handle, index): Step => ({
      hoursAgo: plan.hoursAgo - 0.1 * (index + 1),
      run: (ports) => makeAnswerInvitation(ports)(actorOf(handle), { ...one, answer: { reply: 'accepted' } }),
    })),
  ]
}

/** The coordinator books the session. */
export const bookedStep = (booking: {
  readonly key: string
  readonly coordinator: string
  readonly hoursAgo: number
  readonly startsAt: Date
  readonly durationMinutes: number
}): Step => ({
  hoursAgo: booking.hoursAgo,
  run: (ports) =>
    makeScheduleSession(ports)(actorOf(booking.coordinator), {
      case: caseIdOf(booking.key),
      startsAt: booking.startsAt,
      durationMinutes: booking.durationMinutes,
    }),
})
