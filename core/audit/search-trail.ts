import type { Actor } from '#core/directory/actor.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, OrganizationId, PatientId, PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { AuditEvent } from './audit-event.ts'
import type { AuditLog, CheckedChain } from './ports.ts'
import { mayReadAudit } from './policy.ts'

/** Whom or what the trail is asked about. */
export type TrailSubject =
  | { readonly kind: 'patient'; readonly id: PatientId }
  | { readonly kind: 'case'; readonly id: CaseId }
  | { readonly kind: 'person'; readonly id: PractitionerId }

/** A subject as a list shows it: who it is, and never what is wrong with them. */
export type FoundSubject = TrailSubject & { readonly label: string; readonly hint: string }

export interface TrailQuery {
  /** Null for everything that happened. */
  readonly about: TrailSubject | null
  readonly limit: number
  readonly offset: number
}

export interface TrailLine {
  readonly organization: OrganizationId
  readonly sequence: number
  readonly event: AuditEvent
}

/** What the ids of a trail stand for, as far as the auditor may know. */
export interface TrailNames {
  readonly people: ReadonlyMap<string, string>
  readonly hospitals: ReadonlyMap<string, string>
  readonly cases: ReadonlyMap<string, string>
  readonly patients: ReadonlyMap<string, string>
}

export type KeptCheck = CheckedChain & { readonly at: Date; readonly witnessed: number }

/** The own hospital's trail, open to its auditor. */
export interface AuditTrail {
  subjects(text: string): Promise<readonly FoundSubject[]>
  /** One subject by its id, or null when it is not of the own hospital. */
  subject(about: TrailSubject): Promise<FoundSubject | null>
  /** Newest first. */
  search(query: TrailQuery): Promise<{ readonly total: number; readonly lines: readonly TrailLine[] }>
  /** What other hospitals' people did in the patient's cases, newest first. */
  outside(patient: PatientId): Promise<readonly TrailLine[]>
  lastCheck(): Promise<KeptCheck | null>
  names(lines: readonly TrailLine[]): Promise<TrailNames>
}

interface TrailPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: { readonly trail: AuditTrail; readonly audit: AuditLog }) => Promise<T>) => Promise<T>
  readonly clock: Clock
}

/** A page of the trail with what its ids stand for. */
export interface TrailPage {
  readonly total: number
  readonly lines: readonly TrailLine[]
  readonly names: TrailNames
  readonly about: FoundSubject | null
  readonly check: KeptCheck | null
}

/** Shows the trail, of everything or of one subject; that the auditor looked is itself written down. */
export const makeSearchTrail =
  ({ atomically, clock }: TrailPorts) =>
  (actor: Actor, query: TrailQuery): Promise<Result<TrailPage, 'audit.not-allowed'>> =>
    atomically(actor, async ({ trail, audit }) => {
      if (!mayReadAudit(actor)) return err('audit.not-allowed')
      const { total, lines } = await trail.search(query)
      const about = query.about === null ? null : await trail.subject(query.about)
      if (query.about !== null) {
        await audit.append({ organization: actor.organization, actor: actor.practitioner, at: clock(), payload: { type: 'audit.searched', about: query.about.kind, subject: query.about.id, results: total } })
      }
      return ok({ total, lines, about, names: await trail.names(lines), check: await trail.lastCheck() })
    })

/** Looks for whom or what to ask the trail about, by name, number or code. */
export const makeFindSubjects =
  ({ atomically }: Pick<TrailPorts, 'atomically'>) =>
  (actor: Actor, text: string): Promise<Result<readonly FoundSubject[], 'audit.not-allowed'>> =>
    atomically(actor, async ({ trail }) => (mayReadAudit(actor) ? ok(text.trim() === '' ? [] : await trail.subjects(text)) : err('audit.not-allowed')))

/** Everyone who saw, changed or took out something of one patient, inside the hospital and outside of it. */
export interface Disclosure {
  readonly patient: FoundSubject
  readonly inside: readonly TrailLine[]
  readonly outside: readonly TrailLine[]
  readonly names: TrailNames
  readonly at: Date
}

const mostDisclosed = 2_000

/** The disclosure report of one patient; that it was made is written down. */
export const makeDisclosePatient =
  ({ atomically, clock }: TrailPorts) =>
  (actor: Actor, patient: PatientId): Promise<Result<Disclosure, 'audit.not-allowed' | 'patient.not-found'>> =>
    atomically(actor, async ({ trail, audit }) => {
      if (!mayReadAudit(actor)) return err('audit.not-allowed')
      const found = await trail.subject({ kind: 'patient', id: patient })
      if (found === null) return err('patient.not-found')
      const { lines: inside } = await trail.search({ about: { kind: 'patient', id: patient }, limit: mostDisclosed, offset: 0 })
      const outside = await trail.outside(patient)
      const at = clock()
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'audit.disclosed', patient } })
      return ok({ patient: found, inside, outside, names: await trail.names([...inside, ...outside]), at })
    })

/** Lets the auditor take the whole chain out; that it was taken is written down first. */
export const makeExportTrail =
  ({ atomically, clock }: TrailPorts) =>
  (actor: Actor): Promise<Result<{ readonly at: Date }, 'audit.not-allowed'>> =>
    atomically(actor, async ({ audit }) => {
      if (!mayReadAudit(actor)) return err('audit.not-allowed')
      const at = clock()
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'audit.exported' } })
      return ok({ at })
    })
