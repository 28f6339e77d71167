import { eventOfBody } from './audit-body.ts'
import type { AuditTrail, FoundSubject, TrailLine, TrailNames, TrailSubject } from '#core/audit/search-trail.ts'
import type { ChainFault } from '#core/audit/chain.ts'
import { foldForSearch, searchWords } from '#core/record/search-text.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { ScopedDb } from './scoped-db.ts'

const mostFound = 8
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

interface LinkRow {
  readonly organization: string
  readonly sequence: number
  readonly body: string
}

const lineOf = ({ organization, sequence, body }: LinkRow): TrailLine => ({ organization: brandId(organization), sequence, event: eventOfBody(body) })

const holds = (part: object): Prisma.Sql => Prisma.sql`(body::jsonb -> 'payload') @> ${JSON.stringify(part)}::jsonb`

/** Finds whom or what the trail can be asked about. */
function finders(ask: ScopedDb, organization: OrganizationId) {
  const patients = async (where: Prisma.PatientWhereInput): Promise<readonly FoundSubject[]> => {
    const rows = await ask((db) => db.patient.findMany({ where: { organizationId: organization, ...where }, take: mostFound, orderBy: { createdAt: 'desc' } }))
    return rows.map(({ id, name, hospitalNumber }) => ({ kind: 'patient', id: brandId(id), label: name ?? '', hint: hospitalNumber }))
  }
  const cases = async (where: Prisma.ConsultCaseWhereInput): Promise<readonly FoundSubject[]> => {
    const rows = await ask((db) => db.consultCase.findMany({ where, take: mostFound, orderBy: { clockAt: 'desc' }, select: { id: true, code: true, createdAt: true } }))
    return rows.map(({ id, code, createdAt }) => ({ kind: 'case', id: brandId(id), label: code, hint: createdAt.toISOString() }))
  }
  const people = async (fits: (person: { readonly id: string; readonly name: string }) => boolean): Promise<readonly FoundSubject[]> => {
    const rows = await ask((db) => db.practitionerRole.findMany({ where: { organizationId: organization }, select: { practitioner: { select: { id: true, name: true, title: true } } } }))
    return rows.map(({ practitioner }) => practitioner).filter(fits).slice(0, mostFound).map(({ id, name, title }) => ({ kind: 'person', id: brandId(id), label: name, hint: title }))
  }
  return { patients, cases, people }
}

/** What a link must hold to be about the subject; a case's own events are about its patient too, and so is what was kept under who was merged into them. */
async function conditionOf(ask: ScopedDb, organization: OrganizationId, about: TrailSubject | null): Promise<Prisma.Sql> {
  if (about === null) return Prisma.sql`true`
  if (about.kind === 'person') return Prisma.sql`(body::jsonb ->> 'actor') = ${about.id}`
  if (about.kind === 'case') return holds({ case: about.id })
  const person = (await ask((db) => db.$queryRaw<{ id: string }[]>`SELECT same_person(${about.id}::uuid) AS id`)).map(({ id }) => id)
  const cases = await ask((db) => db.consultCase.findMany({ where: { patientId: { in: person }, requestingOrganizationId: organization }, select: { id: true } }))
  const parts = [...person.flatMap((id) => [{ patient: id }, { patients: [id] }, { into: id }]), ...cases.map(({ id }) => ({ case: id }))]
  return Prisma.sql`(${Prisma.join(parts.map(holds), ' OR ')})`
}

/** The ids that lines name under these keys. */
const idsIn = (lines: readonly TrailLine[], ...keys: readonly string[]): string[] => {
  const named = lines.flatMap(({ event }) => Object.entries(event.payload).flatMap(([key, value]: readonly [string, unknown]): unknown[] => (keys.includes(key) ? [value].flat() : [])))
  return [...new Set(named)].filter((one): one is string => typeof one === 'string' && uuid.test(one))
}

async function namesOf(ask: ScopedDb, lines: readonly TrailLine[]): Promise<TrailNames> {
  const actors = lines.flatMap(({ event }) => (event.actor === null ? [] : [event.actor]))
  const persons = [...new Set([...actors, ...idsIn(lines, 'practitioner', 'admitted', 'removed', 'delegate')])]
  const hospitals = [...new Set(lines.map((line) => line.organization))]
  const [practitioners, organizations, cases, patients] = [
    await ask((db) => db.practitioner.findMany({ where: { id: { in: persons } }, select: { id: true, name: true, title: true } })),
    await ask((db) => db.organization.findMany({ where: { id: { in: hospitals } }, select: { id: true, shortName: true } })),
    await ask((db) => db.consultCase.findMany({ where: { id: { in: idsIn(lines, 'case') } }, select: { id: true, code: true } })),
    await ask((db) => db.patient.findMany({ where: { id: { in: idsIn(lines, 'patient', 'patients', 'into') } }, select: { id: true, hospitalNumber: true } })),
  ]
  return {
    people: new Map(practitioners.map(({ id, title, name }) => [id, `${title} ${name}`.trim()])),
    hospitals: new Map(organizations.map(({ id, shortName }) => [id, shortName])),
    cases: new Map(cases.map(({ id, code }) => [id, code])),
    patients: new Map(patients.map(({ id, hospitalNumber }) => [id, hospitalNumber])),
  }
}

/** The trail of one hospital; row-level security opens it to the auditor alone. */
export function makeAuditTrail(ask: ScopedDb, organization: OrganizationId): AuditTrail {
  const { patients, cases, people } = finders(ask, organization)
  return {
    subjects: async (text) => {
      const words = searchWords(text)
      const number = text.trim()
      const found = [
        await patients({ OR: [{ hospitalNumber: number }, { citizenId: number }, { insuranceNumber: number }, { AND: words.map((word) => ({ searchText: { contains: word } })) }] }),
        await cases({ code: { contains: number, mode: 'insensitive' } }),
        await people(({ name }) => words.every((word) => foldForSearch(name).includes(word))),
      ]
      return found.flat()
    },
    subject: async (about) => {
      if (!uuid.test(about.id)) return null
      const found = about.kind === 'patient' ? await patients({ id: about.id }) : about.kind === 'case' ? await cases({ id: about.id }) : await people(({ id }) => id === about.id)
      return found[0] ?? null
    },
    search: async ({ about, limit, offset }) => {
      const where = Prisma.sql`organization_id = ${organization}::uuid AND ${await conditionOf(ask, organization, about)}`
      const rows = await ask((db) => db.$queryRaw<LinkRow[]>`
        SELECT organization_id AS organization, sequence, body FROM audit_link WHERE ${where} ORDER BY sequence DESC LIMIT ${limit} OFFSET ${offset}`)
      const [counted] = await ask((db) => db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM audit_link WHERE ${where}`)
      return { total: counted?.total ?? 0, lines: rows.map(lineOf) }
    },
    outside: async (patient) =>
      (await ask((db) => db.$queryRaw<LinkRow[]>`SELECT organization, sequence, body FROM disclosures_outside(${patient}::uuid)`)).map(lineOf),
    lastCheck: async () => {
      const row = await ask((db) => db.auditCheck.findFirst({ where: { organizationId: organization }, orderBy: { checkedAt: 'desc' } }))
      return row === null ? null : { at: row.checkedAt, links: row.links, witnessed: row.witnessed, fault: faultOf(row) }
    },
    names: (lines) => namesOf(ask, lines),
  }
}

function faultOf({ faultKind, faultSequence, faultFrom }: { readonly faultKind: string | null; readonly faultSequence: number | null; readonly faultFrom: number | null }): ChainFault | null {
  if (faultKind === null || faultSequence === null) return null
  if (faultKind === 'moved') return { kind: 'moved', sequence: faultSequence, from: faultFrom ?? 0 }
  return { kind: faultKind === 'missing' || faultKind === 'inserted' ? faultKind : 'altered', sequence: faultSequence }
}
