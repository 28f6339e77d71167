import type { Actor } from '#core/directory/actor.ts'
import type { AssetRepository } from '#core/asset/asset-repository.ts'
import type { AuditLog } from '#core/audit/ports.ts'
import type { Directory } from '#core/directory/ports.ts'
import type { PatientRepository, SnapshotRepository } from '#core/record/ports.ts'
import type { DeliveryId } from '#core/filing/filing.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, NewId, OrganizationId, PatientId, PractitionerId, SessionId } from '#core/shared/ids.ts'
import type { CaseStatus, ConsultCase } from './case.ts'
import type { Notice } from './notice.ts'
import type { Urgency } from './urgency.ts'

/** Cases that the actor's organisation takes part in; others are not found. */
export interface CaseRepository {
  /** As the actor may be shown it: masked where the actor may not know whose case it is, so never to be saved. */
  find(id: CaseId): Promise<ConsultCase | null>
  /** Finds the case as it is stored and holds it against other writers until the transaction ends. */
  findForChange(id: CaseId): Promise<ConsultCase | null>
  add(one: ConsultCase): Promise<void>
  /** Saves the next revision; throws when another writer saved first. */
  save(one: ConsultCase): Promise<void>
  /** The next human code of the consulting organisation. */
  nextCode(consultingOrganization: OrganizationId): Promise<string>
  /** Newest clock first; only what `mayViewCase` allows. */
  list(filter: CaseFilter): Promise<CasePage>
}

export interface CaseFilter {
  readonly statuses?: readonly CaseStatus[]
  readonly urgencies?: readonly Urgency[]
  /** Of this patient, or of whom they were merged into or with. */
  readonly patient?: PatientId
  /** Only cases in which this person is requester, coordinator, asked to take it on, or of the team. */
  readonly involving?: PractitionerId
  /** Only cases whose booked or held session overlaps the half-open window. */
  readonly sessionWithin?: { readonly from: Date; readonly until: Date }
  /** Code or patient name, without diacritics; the code alone where the case is masked for the actor. */
  readonly text?: string
  readonly limit: number
  readonly offset: number
}

export interface CasePage {
  readonly total: number
  readonly cases: readonly ConsultCase[]
}

/** A notice with the human code of its case, the only thing of the case that a list of notices names; empty where it is about no case. */
export interface NoticeLine extends Notice {
  readonly caseCode: string
}

export interface NoticeRepository {
  add(notices: readonly Notice[]): Promise<void>
  /** Newest first. */
  latest(recipient: PractitionerId, limit: number): Promise<readonly NoticeLine[]>
  unread(recipient: PractitionerId): Promise<number>
  /** Marks the recipient's unread notices, or only those about one case, or (null) about none. */
  markRead(recipient: PractitionerId, at: Date, about?: CaseId | null): Promise<void>
}

/** A person's stay in a session; one person may come and go several times. */
export interface Attendance {
  readonly session: SessionId
  readonly case: CaseId
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly enteredAt: Date
  readonly leftAt: Date | null
}

export interface AttendanceRepository {
  enter(stay: Attendance): Promise<void>
  /** Closes the person's open stay; nothing happens if there is none. */
  leave(session: SessionId, practitioner: PractitionerId, at: Date): Promise<void>
  of(caseId: CaseId): Promise<readonly Attendance[]>
}

/** Work that happens after the transaction, enqueued inside it. */
export type Job =
  | { readonly name: 'render-minutes'; readonly case: CaseId; readonly version: number }
  | { readonly name: 'file-minutes'; readonly case: CaseId; readonly version: number }
  | { readonly name: 'plan-filings'; readonly case: CaseId; readonly version: number }
  | { readonly name: 'file-outside'; readonly case: CaseId; readonly version: number; readonly delivery: DeliveryId }
  | { readonly name: 'ring-emergency'; readonly case: CaseId }
  | { readonly name: 'remind-outcome'; readonly case: CaseId }
  | { readonly name: 'ask-line-test'; readonly case: CaseId }

export interface JobQueue {
  /** At once, or at a given moment. */
  enqueue(job: Job, at?: Date): Promise<void>
}

/** Everything a use case may read and write in one transaction, within the actor's organisation. */
export interface Repositories {
  readonly cases: CaseRepository
  readonly patients: PatientRepository
  readonly snapshots: SnapshotRepository
  readonly directory: Directory
  readonly attendance: AttendanceRepository
  readonly assets: AssetRepository
  readonly notices: NoticeRepository
  readonly audit: AuditLog
  readonly jobs: JobQueue
}

/** Runs work in one transaction under the actor's tenancy; a throw undoes it all. */
export type Atomically = <T>(actor: Actor, work: (repositories: Repositories) => Promise<T>) => Promise<T>

/** What every use case of a case stands on. */
export interface CasePorts {
  readonly atomically: Atomically
  readonly clock: Clock
  readonly newId: NewId
}
