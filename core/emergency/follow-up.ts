import type { CaseStatus, ConsultCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import { mergePatients } from '#core/record/correct-patient.ts'
import type { InteropRepositories } from '#core/interop/ports.ts'
import type { CaseId, PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { EmergencyCall } from './call.ts'
import { isLeft } from './call.ts'
import type { AtomicallyInEmergency, EmergencyPorts, EmergencyRepositories } from './ports.ts'

/** What an emergency leaves to be made good, each within a day of the press (product.md §3). */
export const followUpTasks = ['identity', 'treating-doctor', 'informed', 'minutes', 'review'] as const
export type FollowUpTask = (typeof followUpTasks)[number]

/** How long there is for all of it, in milliseconds after the press. */
export const followUpWithin = 24 * 3_600_000

const minutesDone: ReadonlySet<CaseStatus> = new Set(['filed', 'awaiting-outcome', 'closed', 'cancelled'])

type Followed = Pick<ConsultCase, 'status' | 'subject' | 'requester'>

/** Whether people are in its session, or may yet come back to it. */
const isUnderWay = (call: EmergencyCall, one: Pick<ConsultCase, 'status'>, now: Date): boolean =>
  call.endedAt === null && (one.status === 'live' || !isLeft(call, now))

/** What is still to be done for an emergency that is over, or was left; nothing while it runs, and of one called off only its review. */
export function openTasks(call: EmergencyCall, one: Followed, now: Date): readonly FollowUpTask[] {
  if (isUnderWay(call, one, now)) return []
  const open: Record<FollowUpTask, boolean> = {
    identity: one.status !== 'cancelled' && one.subject.name === null,
    'treating-doctor': one.status !== 'cancelled' && one.status !== 'closed' && call.overrides.includes('treating-doctor') && one.requester === call.caller,
    informed: one.status !== 'cancelled' && call.informed === null,
    minutes: !minutesDone.has(one.status),
    review: call.review === null,
  }
  return followUpTasks.filter((task) => open[task])
}

/** Whoever stands at the patient's side at the asking hospital names the patient and tells the family. */
export const maySettleEmergency = (actor: Actor, call: EmergencyCall): boolean => isClinical(actor) && call.requestingOrganization === actor.organization

/** A doctor of the asking hospital takes over as the one who treats the patient from the nurse or coordinator who called. */
export const mayTreatPatient = (actor: Actor, call: EmergencyCall): boolean => actor.roles.includes('doctor') && maySettleEmergency(actor, call)

/** The gates that were passed by are reviewed by the asking hospital's coordinator or auditor, never by whoever passed them. */
export const mayReviewEmergency = (actor: Actor, call: EmergencyCall): boolean =>
  (isCoordinator(actor) || actor.roles.includes('auditor')) && call.requestingOrganization === actor.organization && call.caller !== actor.practitioner

export interface FollowUp {
  readonly call: EmergencyCall
  readonly case: Pick<ConsultCase, 'id' | 'code' | 'status' | 'patient'>
  readonly tasks: readonly FollowUpTask[]
  readonly dueAt: Date
  readonly maySettle: boolean
  readonly mayTreat: boolean
  readonly mayReview: boolean
}

const looksBack = 90 * 24 * 3_600_000

/** Every emergency of the actor's hospital that still leaves something to do, the oldest first: it is overdue first. */
export const makeViewFollowUps =
  (ports: Pick<EmergencyPorts, 'clock'> & { readonly read: AtomicallyInEmergency }) =>
  (actor: Actor): Promise<Result<{ readonly now: Date; readonly items: readonly FollowUp[] }, 'case.not-allowed'>> =>
    ports.read(actor, async (repositories) => {
      if (!isClinical(actor) && !isCoordinator(actor) && !actor.roles.includes('auditor')) return err('case.not-allowed')
      const now = ports.clock()
      const called = await repositories.emergencies.since(actor.organization, new Date(now.getTime() - looksBack))
      const own = called.filter((call) => call.requestingOrganization === actor.organization)
      const items = await Promise.all(own.map((call) => followUpOf(repositories, { actor, now }, call)))
      return ok({ now, items: items.filter((item) => item !== null).toReversed() })
    })

async function followUpOf({ cases }: EmergencyRepositories, { actor, now }: { readonly actor: Actor; readonly now: Date }, call: EmergencyCall): Promise<FollowUp | null> {
  const one = await cases.find(call.case)
  const tasks = one === null ? [] : openTasks(call, one, now)
  if (one === null || tasks.length === 0) return null
  const { id, code, status, patient } = one
  return {
    call, case: { id, code, status, patient }, tasks, dueAt: new Date(call.pressedAt.getTime() + followUpWithin),
    maySettle: maySettleEmergency(actor, call), mayTreat: mayTreatPatient(actor, call), mayReview: mayReviewEmergency(actor, call),
  }
}

type FollowUpRefusal = 'emergency.not-found' | 'emergency.still-runs' | 'case.not-allowed'

/** The patient or the family has been told of the consult and of the data that went along (Luật BVDLCN 91/2025 Đ19). */
export const makeNoteInformed =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<null, FollowUpRefusal>> =>
    settle(ports, actor, { ...input, may: maySettleEmergency, event: 'emergency.informed', change: (call, at) => ({ ...call, informed: call.informed ?? { at, by: actor.practitioner } }) })

/** Whoever reviews says whether passing the gates by was right; it stays as it was first written. */
export const makeReviewEmergency =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly note: string }): Promise<Result<null, FollowUpRefusal | 'emergency.no-reason'>> => {
    const note = input.note.trim()
    if (note === '') return Promise.resolve(err('emergency.no-reason'))
    return settle(ports, actor, {
      ...input, may: mayReviewEmergency, event: 'emergency.reviewed', change: (call, at) => ({ ...call, review: call.review ?? { at, by: actor.practitioner, note } }),
    })
  }

interface Settling {
  readonly case: CaseId
  readonly may: (actor: Actor, call: EmergencyCall) => boolean
  readonly event: 'emergency.informed' | 'emergency.reviewed'
  readonly change: (call: EmergencyCall, at: Date) => EmergencyCall
}

const settle = (ports: EmergencyPorts, actor: Actor, { event, change, ...input }: Settling): Promise<Result<null, FollowUpRefusal>> =>
  afterwards(ports, actor, {
    ...input,
    act: async ({ emergencies, audit }, { call, at }) => {
      await emergencies.save(change(call, at))
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: event, case: call.case } })
      return ok(null)
    },
  })

interface Afterwards<E extends string> extends Pick<Settling, 'case' | 'may'> {
  readonly act: (repositories: EmergencyRepositories, over: { readonly call: EmergencyCall; readonly at: Date }) => Promise<Result<null, E>>
}

/** Holds an emergency of the own hospital that is over, for whoever may do what is left of it. */
function afterwards<E extends string = never>(ports: EmergencyPorts, actor: Actor, { case: id, may, act }: Afterwards<E>): Promise<Result<null, FollowUpRefusal | E>> {
  return ports.atomically(actor, async (repositories) => {
    const call = await repositories.emergencies.findForChange(id)
    const one = await repositories.cases.find(id)
    if (call === null || one === null || call.requestingOrganization !== actor.organization) return err('emergency.not-found')
    if (!may(actor, call)) return err('case.not-allowed')
    const at = ports.clock()
    return isUnderWay(call, one, at) ? err('emergency.still-runs') : act(repositories, { call, at })
  })
}

/**
 * A doctor says that the patient is theirs to treat, where a nurse or a coordinator pressed the button: without one nobody signs the
 * minutes for the asking hospital, and nobody says what became of the advice (Luật KCB 15/2023 Đ80).
 */
export const makeTreatPatient =
  (ports: EmergencyPorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<null, FollowUpRefusal | 'case.wrong-state'>> =>
    afterwards<'case.wrong-state'>(ports, actor, {
      ...input, may: mayTreatPatient,
      act: async ({ cases, audit }, { call, at }) => {
        const one = await cases.findForChange(call.case)
        if (one === null || !openTasks(call, one, at).includes('treating-doctor')) return err('case.wrong-state')
        await cases.save({ ...one, requester: actor.practitioner })
        await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'emergency.treated', case: one.id } })
        return ok(null)
      },
    })

export interface IdentifyPorts extends Pick<EmergencyPorts, 'clock'> {
  readonly atomically: <T>(actor: Actor, work: (repositories: EmergencyRepositories & Pick<InteropRepositories, 'intake'>) => Promise<T>) => Promise<T>
}

/**
 * The unknown patient turned out to be one whom the hospital knows: both rows stay and are read as one record, with its trace, and the
 * case names the patient from then on. What was sent stays as it was sent.
 */
export const makeIdentifyPatient =
  (ports: IdentifyPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly patient: PatientId }): Promise<Result<null, FollowUpRefusal | 'patient.not-found' | 'record.same-patient'>> =>
    ports.atomically(actor, async (repositories) => {
      const call = await repositories.emergencies.findForChange(input.case)
      const one = await repositories.cases.findForChange(input.case)
      if (call === null || one === null || call.requestingOrganization !== actor.organization) return err('emergency.not-found')
      if (!maySettleEmergency(actor, call)) return err('case.not-allowed')
      const origin = { channel: 'typed', source: 'portal', message: '', practitioner: actor.practitioner, client: null, receivedAt: ports.clock() } as const
      const merged = await mergePatients(repositories, { merged: one.patient, into: input.patient }, { organization: actor.organization, origin })
      if (!merged.ok) return merged
      const record = await repositories.patients.record(input.patient)
      if (record === null) throw new Error('a merged patient has no record')
      const { name, birthDate, sex } = record.patient
      await repositories.cases.save({ ...one, subject: { name, birthDate, sex } })
      return ok(null)
    })
