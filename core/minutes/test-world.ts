import type { AuditPayload } from '#core/audit/audit-event.ts'
import type { ConsultCase, TeamMember } from '#core/case/case.ts'
import type { Job } from '#core/case/ports.ts'
import type { Notice } from '#core/case/notice.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PractitionerRole } from '#core/directory/directory.ts'
import type { RecordDocument } from '#core/record/patient-record.ts'
import type { FileStore } from '#core/record/ports.ts'
import { brandId, type CaseId, type Sha256 } from '#core/shared/ids.ts'
import type { Participant } from './form.ts'
import { sampleFacts } from './test-facts.ts'
import { makeMemoryFrames, makeMemoryRemarks } from './test-remarks.ts'
import { makeMemoryChecks, makeMemoryDelegations, makeMemoryLiveMinutes, makeMemoryMinutes, makeMemoryReceipts } from './testing.ts'
import type { AtomicallyForCase, MinutesRepositories } from './ports.ts'

/** A hospital world in memory around one case whose session has ended, and everything that was written into it. */
export interface MinutesWorld {
  readonly case: CaseId
  readonly repositories: MinutesRepositories
  readonly forCase: AtomicallyForCase
  readonly atomically: <T>(actor: Actor, work: (repositories: MinutesRepositories) => Promise<T>) => Promise<T>
  readonly notices: Notice[]
  readonly jobs: Job[]
  readonly audit: AuditPayload[]
  readonly filed: RecordDocument[]
  readonly status: () => ConsultCase['status']
}

const facts = sampleFacts()
const caseId: CaseId = brandId('case-0421')
const hospitals = [facts.requesting, facts.consulting]
const people: readonly Participant[] = [facts.chair, facts.secretary, ...facts.members]

/** The actor for one of the sample's people. */
export const actorOf = (person: Participant): Actor => ({ practitioner: person.practitioner, organization: person.organization, roles: ['doctor'] })

/** Somebody of the sample by the part they play; the treating doctor is the first member. */
export function sampleActor(part: 'chair' | 'secretary' | 'requester' | 'member'): Actor {
  const [requester = facts.chair, member = facts.chair] = facts.members
  return actorOf({ chair: facts.chair, secretary: facts.secretary, requester, member }[part])
}

const endedCase = (): ConsultCase => {
  const at = new Date('2026-11-20T01:00:00Z')
  const part = (person: Participant, role: TeamMember['part']): TeamMember => ({
    practitioner: person.practitioner, organization: person.organization, part: role,
    invitation: { reply: 'accepted', invitedAt: at, answeredAt: at },
  })
  return {
    id: caseId, code: 'HC-0421', revision: 1, requestingOrganization: facts.requesting.id, consultingOrganization: facts.consulting.id,
    patient: facts.record.patient.id, subject: facts.record.patient, requester: sampleActor('requester').practitioner, createdAt: at,
    request: { kind: 'case', urgency: 'urgent', specialty: 'general-surgery', ...facts.request },
    submittedAt: at, snapshot: brandId('snapshot-1'), coordinator: brandId('coordinator'), assignedAt: at,
    legalBasis: { ...facts.legalBasis, recordedBy: sampleActor('requester').practitioner, recordedAt: at },
    team: [part(facts.chair, 'chair'), part(facts.secretary, 'secretary'), ...facts.members.slice(1).map((one) => part(one, 'member'))],
    session: { id: brandId('session-1'), startsAt: facts.session.startedAt, durationMinutes: 45 },
    startedAt: facts.session.startedAt, endedAt: new Date('2026-11-21T07:48:00Z'), interruptions: [], status: 'ended',
  }
}

const roleOf = (person: Participant): PractitionerRole => ({
  practitioner: { id: person.practitioner, name: person.name, title: person.title, licenceNumber: person.licenceNumber, phone: null },
  organization: person.organization, department: null, roles: ['doctor'], specialties: ['general-surgery'],
})

/** Fails loudly: what these use cases have no business asking for. */
const notAsked = async (): Promise<never> => Promise.reject(new Error('the minutes do not ask for this'))

/** Bytes in memory under a name that tests can read: their order of arrival. */
export function makeMemoryFiles(nameOf: (bytes: Uint8Array) => Sha256 = countingNames()): FileStore {
  const kept = new Map<Sha256, { readonly bytes: Uint8Array; readonly mediaType: string }>()
  return {
    put: async (file) => {
      const name = nameOf(file.bytes)
      kept.set(name, kept.get(name) ?? file)
      return name
    },
    get: async (name) => kept.get(name) ?? null,
    piece: async (name, from, length) => {
      const bytes = kept.get(name)?.bytes
      return bytes === undefined ? null : { bytes: bytes.subarray(from, from + length), size: bytes.length }
    },
  }
}

function countingNames(): () => Sha256 {
  let count = 0
  return () => brandId(String(++count).padStart(64, '0'))
}

const everybodyCame: MinutesRepositories['attendance'] = {
  enter: notAsked, leave: notAsked,
  of: async () => people.map(({ practitioner, organization }) => ({
    session: brandId('session-1'), case: caseId, practitioner, organization, enteredAt: facts.session.startedAt, leftAt: facts.session.endedAt,
  })),
}
const nothingReserved: MinutesRepositories['assets'] = {
  all: notAsked, departments: notAsked, findForChange: notAsked, holdForUse: notAsked, add: notAsked, save: notAsked, takenDuring: notAsked, ahead: notAsked,
  ofCases: notAsked, ofMeetings: notAsked, reserve: notAsked, reserveFree: notAsked, release: notAsked,
}
const noTemplates: MinutesRepositories['templates'] = { of: async () => [], save: notAsked, remove: notAsked }

/** Makes the world; `files` may be given so that hashes are real. */
export function makeMinutesWorld(files = makeMemoryFiles()): MinutesWorld {
  let one = endedCase()
  const world = { notices: [] as Notice[], jobs: [] as Job[], audit: [] as AuditPayload[], filed: [] as RecordDocument[] }
  const find = async (id: CaseId): Promise<ConsultCase | null> => (id === one.id ? one : null)
  const repositories: MinutesRepositories = {
    minutes: makeMemoryMinutes(),
    liveMinutes: makeMemoryLiveMinutes(),
    frames: makeMemoryFrames(),
    recordings: { of: async () => [] },
    guests: { of: async () => [] },
    rounds: { noteOf: async () => null },
    remarks: makeMemoryRemarks(),
    delegations: makeMemoryDelegations(),
    files,
    checks: makeMemoryChecks(),
    receipts: makeMemoryReceipts(),
    templates: noTemplates,
    cases: {
      find, findForChange: find, add: notAsked, nextCode: notAsked, list: notAsked,
      save: async (next) => {
        one = { ...next, revision: next.revision + 1 }
      },
    },
    patients: { find: notAsked, record: notAsked, search: notAsked, fileDocument: async (_patient, document) => void world.filed.push(document) },
    snapshots: {
      add: notAsked, latestVersion: notAsked,
      find: async (id) => ({
        id, case: caseId, version: 1, createdBy: facts.chair.practitioner, createdAt: new Date(0), bundle: '{}', sha256: brandId('9'.repeat(64)), withheld: 0,
      }),
    },
    directory: {
      organization: async (id) => hospitals.find((each) => each.id === id) ?? null,
      organizations: async (ids) => hospitals.filter((each) => ids.includes(each.id)), linksOfSatellite: notAsked, practitioners: notAsked, rolesOf: notAsked, coordinatorsOf: notAsked, staff: notAsked, clinicians: notAsked,
      roleOf: async (who, where) => people.filter((each) => each.practitioner === who && each.organization === where).map(roleOf)[0] ?? null,
    },
    attendance: everybodyCame,
    assets: nothingReserved,
    notices: {
      latest: notAsked, unread: notAsked, markRead: notAsked,
      add: async (added) => {
        world.notices.push(...added)
      },
    },
    audit: {
      append: async (event) => {
        world.audit.push(event.payload)
      },
    },
    jobs: {
      enqueue: async (job) => {
        world.jobs.push(job)
      },
    },
  }
  return {
    ...world, case: caseId, repositories, status: () => one.status,
    forCase: (_case, work) => work(repositories),
    atomically: (_actor, work) => work(repositories),
  }
}
