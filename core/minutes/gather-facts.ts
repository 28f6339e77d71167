import type { ConsultCase, TeamMember } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import { worksMasked } from '#core/case/policy.ts'
import type { Attendance as Stay } from '#core/case/ports.ts'
import type { PractitionerRole, SpecialtyCode } from '#core/directory/directory.ts'
import type { PatientRecord } from '#core/record/patient-record.ts'
import type { Guest } from '#core/guest/guest.ts'
import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { Attendance, Participant, ReviewedItem } from './form.ts'
import type { MinutesRepositories } from './ports.ts'
import type { MinutesFacts } from './prefill.ts'

/** A case in which the session has begun, so that its minutes have a time and people. */
type StartedCase = Extract<ConsultCase, { readonly startedAt: Date }>

/** Whether somebody leads the session and somebody writes its minutes; whoever holds an emergency names the writer. */
export const hasLeaders = (one: ConsultCase): boolean => (['chair', 'secretary'] as const).every((part) => teamOf(one).some((member) => member.part === part))

/** Collects what the minutes are prefilled from; null while the session has not begun. */
export type GatherFacts = (one: ConsultCase, repositories: MinutesRepositories) => Promise<MinutesFacts | null>

interface FactSources {
  /** Reads the frozen snapshot back: the consulting hospital knows the patient only through it. */
  readonly readBundle: (bundle: string) => PatientRecord
  readonly specialtyName: (specialty: SpecialtyCode) => string
}

/** Gathers from the case, its snapshot, the directory and the attendance list. */
export const makeGatherFacts =
  (sources: FactSources): GatherFacts =>
  async (one, repositories) => {
    if (!('startedAt' in one)) return null
    const [snapshot, requesting, consulting, stays, frames, recordings, guests, note, roles] = await Promise.all([
      repositories.snapshots.find(one.snapshot),
      repositories.directory.organization(one.requestingOrganization),
      repositories.directory.organization(one.consultingOrganization),
      repositories.attendance.of(one.id),
      repositories.frames.of(one.id),
      repositories.recordings.of(one.id),
      repositories.guests.of(one.id),
      repositories.rounds.noteOf(one.id),
      rolesOf(one, repositories),
    ])
    if (snapshot === null || requesting === null || consulting === null) throw new Error(`case ${one.id} lost its snapshot or an organisation`)
    const record = knownSince(one, sources.readBundle(snapshot.bundle))
    const names = await namesOf(roles, repositories)
    const print = (who: PractitionerId): Participant => participant(who, { roles, names, specialtyName: sources.specialtyName })
    return {
      code: `${one.code}/BBHC`,
      sessionCode: one.session.id,
      record,
      requesting,
      consulting,
      request: one.request,
      chair: print(leader(one, 'chair').practitioner),
      secretary: print(leader(one, 'secretary').practitioner),
      members: memberIds(one, { roles, stays }).map(print),
      session: {
        startedAt: one.startedAt,
        endedAt: 'endedAt' in one ? one.endedAt : null,
        attendance: attendanceList(stays, { roles, names, guests }),
        interruptions: one.interruptions,
      },
      legalBasis: one.legalBasis,
      recordingCode: recordings.length === 0 ? null : recordings.map(({ id }) => id).join(', '),
      reviewed: reviewedItems(record, snapshot),
      noted: note?.text ?? '',
      frames: frames.map(({ title, takenAt, sha256 }) => ({ title, takenAt: takenAt.toISOString(), sha256 })),
    }
  }

const leader = (one: StartedCase, part: 'chair' | 'secretary'): TeamMember => {
  const found = one.team.find((member) => member.part === part)
  if (!found) throw new Error(`case ${one.id} has no ${part}`)
  return found
}

/** Who the patient turned out to be stands in the minutes, though nobody knew it when the record was sent. */
function knownSince({ subject }: StartedCase, record: PatientRecord): PatientRecord {
  return record.patient.name !== null || subject.name === null ? record : { ...record, patient: { ...record.patient, ...subject } }
}

/**
 * Members who accepted and came, and the treating doctor, who signs as a member; whoever may not know whose case it was does not sign for
 * it, nor does a nurse or a coordinator who called for help in an emergency, until a doctor stands in their place.
 */
function memberIds(one: StartedCase, { roles, stays }: { readonly roles: Roles; readonly stays: readonly Stay[] }): readonly PractitionerId[] {
  const leaders = new Set([leader(one, 'chair').practitioner, leader(one, 'secretary').practitioner])
  const came = new Set(stays.map(({ practitioner }) => practitioner))
  const members = one.team.filter((member) => member.part === 'member' && member.invitation.reply === 'accepted' && came.has(member.practitioner) && !worksMasked(one, member))
  const treating = roles.get(one.requester)?.roles.includes('doctor') === true ? [one.requester] : []
  return [...new Set([...treating, ...members.map((member) => member.practitioner)])].filter((who) => !leaders.has(who))
}

type Roles = ReadonlyMap<PractitionerId, PractitionerRole>
type Names = ReadonlyMap<OrganizationId, string>

async function rolesOf(one: StartedCase, { directory, attendance }: MinutesRepositories): Promise<Roles> {
  const places = new Map<PractitionerId, OrganizationId>([[one.requester, one.requestingOrganization]])
  for (const member of one.team) places.set(member.practitioner, member.organization)
  for (const stay of await attendance.of(one.id)) places.set(stay.practitioner, stay.organization)
  const found = await Promise.all([...places].map(([who, where]) => directory.roleOf(who, where)))
  return new Map(found.filter((role) => role !== null).map((role) => [role.practitioner.id, role]))
}

/** Doctors of a third hospital come too: whoever is rung next in an emergency. */
async function namesOf(roles: Roles, { directory }: MinutesRepositories): Promise<Names> {
  const hospitals = await directory.organizations([...new Set([...roles.values()].map(({ organization }) => organization))])
  return new Map(hospitals.map((each) => [each.id, each.shortName]))
}

function participant(
  who: PractitionerId,
  known: { readonly roles: Roles; readonly names: Names; readonly specialtyName: (specialty: SpecialtyCode) => string },
): Participant {
  const role = known.roles.get(who)
  if (!role) throw new Error(`practitioner ${who} is not in the directory`)
  const [specialty] = role.specialties
  return {
    practitioner: who,
    organization: role.organization,
    organizationName: known.names.get(role.organization) ?? '',
    name: role.practitioner.name,
    title: role.practitioner.title,
    specialty: specialty === undefined ? null : known.specialtyName(specialty),
    licenceNumber: role.practitioner.licenceNumber,
  }
}

interface KnownPeople {
  readonly roles: Roles
  readonly names: Names
  readonly guests: readonly Guest[]
}

const guestAs: Readonly<Record<Guest['role'], string>> = { observer: 'khách dự thính', interpreter: 'khách mời, phiên dịch', expert: 'khách mời, chuyên gia' }

/** Who somebody was, as the attendance prints it: staff by title and hospital, a guest by what the inviter wrote. */
function attendee(who: PractitionerId, { roles, names, guests }: KnownPeople): Pick<Attendance, 'name' | 'organizationName'> | null {
  const role = roles.get(who)
  if (role) return { name: `${role.practitioner.title} ${role.practitioner.name}`.trim(), organizationName: names.get(role.organization) ?? '' }
  const guest = guests.find(({ id }) => String(id) === String(who))
  return guest === undefined ? null : { name: `${guest.name} (${guestAs[guest.role]})`, organizationName: guest.workplace }
}

/** One line a person, each stay with its times, in the order of coming. */
function attendanceList(stays: readonly Stay[], known: KnownPeople): readonly Attendance[] {
  const people = [...new Set(stays.map((stay) => stay.practitioner))]
  return people.flatMap((who) => {
    const person = attendee(who, known)
    if (person === null) return []
    const own = stays.filter((stay) => stay.practitioner === who)
    return [{ ...person, stays: own.map((stay) => ({ joinedAt: stay.enteredAt.toISOString(), leftAt: stay.leftAt?.toISOString() ?? null })) }]
  })
}

function reviewedItems(record: PatientRecord, snapshot: { readonly version: number; readonly sha256: ReviewedItem['sha256'] }): readonly ReviewedItem[] {
  return [
    { title: `Bản trích hồ sơ, phiên bản ${snapshot.version}`, uid: null, sha256: snapshot.sha256 },
    ...record.imagingStudies.map((study) => ({ title: `${study.description} (${study.modality})`, uid: study.uid, sha256: null })),
  ]
}
