import { randomUUID } from 'node:crypto'
import type { FactKind, IncomingFacts, IntakeCount, RecordIntake, RecordOrigin, ToldFacts } from '#core/record/incoming.ts'
import type { Patient } from '#core/record/patient.ts'
import type { OrganizationId, PatientId } from '#core/shared/ids.ts'
import type { FactOrigin } from '#prisma/generated/client.ts'
import { sha256 } from '#prisma/sha256.ts'
import { factTables } from './fact-tables.ts'
import type { PutFile } from './file-store.ts'
import { toOptionalDate } from './plain-date.ts'
import { patientOf } from './record-rows.ts'
import type { ScopedDb } from './scoped-db.ts'

const originColumns = ({ channel, source, message, practitioner, client }: RecordOrigin) => ({ channel, source, message, practitionerId: practitioner, clientId: client })

const particulars = ({ name, birthDate, sex, citizenId, insuranceNumber, address, phone }: Patient) => ({
  name, birthDate: toOptionalDate(birthDate), sex, citizenId, insuranceNumber, address, phone,
})

/** Takes in patients and facts of the scope's hospital; nothing that stood there is lost. */
export function makeIntake(ask: ScopedDb, organization: OrganizationId, put: PutFile): RecordIntake {
  const hold = async (id: PatientId): Promise<Patient | null> => {
    await ask((db) => db.$queryRaw`SELECT id FROM patient WHERE id = ${id}::uuid FOR UPDATE`)
    const row = await ask((db) => db.patient.findFirst({ where: { id } }))
    return row === null ? null : patientOf(row)
  }
  const keepFormer = async (id: PatientId, reason: 'corrected' | 'merged', origin: RecordOrigin): Promise<void> => {
    const former = await hold(id)
    if (former === null) throw new Error('a patient to change is not there')
    const { id: _id, organization: _organization, ...facts } = former
    await ask((db) => db.patientVersion.createMany({
      data: [{ id: randomUUID(), organizationId: organization, patientId: id, reason, facts, replacedAt: origin.receivedAt, ...originColumns(origin) }],
    }))
  }
  const findByNumbers: RecordIntake['findByNumbers'] = async (numbers) => {
    const given = Object.entries(numbers).filter(([, value]) => value !== null)
    if (given.length === 0) return []
    const rows = await ask((db) => db.patient.findMany({ where: { OR: given.map(([column, value]) => ({ [column]: value })) }, include: { mergedInto: true }, take: 10 }))
    const persons = rows.map(({ mergedInto, ...row }) => mergedInto ?? row)
    return [...new Map(persons.map((row) => [row.id, row])).values()].map(patientOf)
  }
  return {
    findByNumbers,
    hold,
    addPatient: async (patient, origin) => {
      const { id, hospitalNumber } = patient
      await ask((db) => db.patient.createMany({ data: [{ id, organizationId: organization, hospitalNumber, ...particulars(patient) }] }))
      await keep(ask, [{ organization, patient: id, kind: 'Patient', target: id, key: hospitalNumber, content: patient }], origin)
    },
    correctPatient: async (patient, origin) => {
      await keepFormer(patient.id, 'corrected', origin)
      await ask((db) => db.patient.updateMany({ where: { id: patient.id }, data: particulars(patient) }))
      await keep(ask, [{ organization, patient: patient.id, kind: 'Patient', target: patient.id, key: patient.hospitalNumber, content: patient }], origin)
    },
    mergePatient: async (merged, into, origin) => {
      await keepFormer(merged, 'merged', origin)
      // Those merged into this one before follow it, so that a chain stays one step long.
      await ask((db) => db.patient.updateMany({ where: { OR: [{ id: merged }, { mergedIntoId: merged }] }, data: { mergedIntoId: into } }))
    },
    addFacts: (patient, facts, origin) => addFacts(ask, { organization, patient, facts, put }, origin),
    knownOrder: async (source, key) => {
      const row = await ask((db) => db.factOrigin.findFirst({ where: { organizationId: organization, kind: 'ServiceRequest', source, externalKey: key } }))
      return row?.targetId ?? null
    },
    keepOrder: ({ patient, target, key }, origin) => keep(ask, [{ organization, patient, kind: 'ServiceRequest', target, key, content: target }], origin),
    hasNewer: async ({ record, changesPatient }, than) => {
      const { hospitalNumber, citizenId, insuranceNumber } = record.patient
      const known = (await findByNumbers({ hospitalNumber, citizenId, insuranceNumber })).map(({ id }) => id)
      return known.length > 0 && hasNewer(ask, { known, record, changesPatient }, than)
    },
  }
}

interface Kept {
  readonly organization: OrganizationId
  readonly patient: PatientId
  readonly kind: string
  readonly target: string
  readonly key: string
  readonly content: unknown
}

const contentHash = (content: unknown): string => sha256(JSON.stringify(content))

async function keep(ask: ScopedDb, kept: readonly Kept[], origin: RecordOrigin): Promise<void> {
  if (kept.length === 0) return
  const rows = kept.map(({ organization, patient, kind, target, key, content }) => ({
    id: randomUUID(), organizationId: organization, patientId: patient, kind, targetId: target, externalKey: key,
    contentSha256: contentHash(content), receivedAt: origin.receivedAt, toldAt: origin.toldAt ?? null, ...originColumns(origin),
  }))
  await ask((db) => db.factOrigin.createMany({ data: rows }))
}

interface Arrival {
  readonly organization: OrganizationId
  readonly patient: PatientId
  readonly facts: ToldFacts
  readonly put: PutFile
}

/** Reports come last: they are about values that came with them. */
const kinds = ['encounters', 'conditions', 'allergies', 'medications', 'observations', 'procedures', 'reports', 'pages'] as const satisfies readonly FactKind[]

async function addFacts(ask: ScopedDb, arrival: Arrival, origin: RecordOrigin): Promise<IntakeCount> {
  const outcomes: Taken['outcome'][] = []
  const values = new Map<string, string>()
  const linked = { ...arrival.facts }
  for (const kind of kinds) {
    if (kind === 'reports') linked.reports = arrival.facts.reports.map((fact) => ({ ...fact, item: { ...fact.item, results: fact.item.results.flatMap((key) => values.get(key) ?? []) } }))
    // Messages of a thousand facts come, and of one fact a thousand times: what is known of them is asked once, and kept once.
    const told = await toldBefore(ask, { ...arrival, kind, origin })
    const kept: Kept[] = []
    for (const key of withdrawnOf(arrival.facts, kind)) {
      const earlier = told.get(key) ?? []
      // What was never told may still wait among the refused messages: tried again, it must not come to stand.
      if (earlier.length === 0 && origin.channel !== 'hl7v2') continue
      const { outcome, origin: fresh } = await withdraw(ask, { ...arrival, kind, key, earlier })
      if (earlier.length > 0) outcomes.push(outcome)
      if (fresh !== undefined) kept.push(fresh)
    }
    for (const fact of linked[kind]) {
      if (fact.onlyIfKnown === true && !told.has(fact.key)) continue
      const { outcome, target, origin: fresh } = await addFact(ask, { ...arrival, kind, fact, earlier: told.get(fact.key) ?? [] })
      outcomes.push(outcome)
      if (kind === 'observations') values.set(fact.key, target)
      if (fresh === undefined) continue
      kept.push(fresh)
      told.set(fact.key, [{ targetId: target, contentSha256: contentHash(fresh.content), isOlder: false }, ...(told.get(fact.key) ?? [])])
    }
    await keep(ask, kept, origin)
  }
  const count = (outcome: Taken['outcome']): number => outcomes.filter((one) => one === outcome).length
  return { added: count('added'), known: count('known'), corrected: count('corrected') }
}

/** Keys of a kind that are taken back; what is told anew in the same breath stands. */
const withdrawnOf = (facts: ToldFacts, kind: FactKind): readonly string[] => {
  const standing = new Set(facts[kind].map(({ key }) => key))
  return [...new Set(facts.withdrawn?.[kind])].filter((key) => !standing.has(key))
}
const keysOf = (facts: ToldFacts, kind: FactKind): readonly string[] => [...new Set([...facts[kind].map(({ key }) => key), ...withdrawnOf(facts, kind)])]

interface Judged {
  readonly known: readonly PatientId[]
  readonly record: ToldFacts
  readonly changesPatient: boolean
}

/** A sender knows its facts by its own keys; a patient's particulars are the same whoever told them. */
async function hasNewer(ask: ScopedDb, { known, record, changesPatient }: Judged, { source, moment }: { readonly source: string; readonly moment: Date }): Promise<boolean> {
  const facts = kinds.map((kind) => ({ kind: factTables[kind].resourceType, source, externalKey: { in: [...keysOf(record, kind)] } }))
  const about = changesPatient ? [{ kind: 'Patient' }, ...facts] : facts
  const ids = { in: [...known] }
  const whose = { OR: [{ id: ids }, { mergedIntoId: ids }] }
  return (await ask((db) => db.factOrigin.findFirst({ where: { patient: whose, receivedAt: { gt: moment }, OR: about }, select: { id: true } }))) !== null
}

/** What a source has told before under one key, the latest first. */
interface Told {
  readonly targetId: string
  readonly contentSha256: string
  /** Whether what comes now was told no later than this: it is this very message come again, or one that was told before. */
  readonly isOlder: boolean
}

/** Channels on which a message that comes again is an old one; what is fetched or typed is what holds now. */
const resending: ReadonlySet<RecordOrigin['channel']> = new Set(['hl7v2', 'fhir-upload', 'fhir-api'])

type Row = Pick<FactOrigin, 'externalKey' | 'targetId' | 'contentSha256' | 'message' | 'toldAt'>
const toldIn = (origin: RecordOrigin) => ({ targetId, contentSha256, message, toldAt }: Row): Told => ({
  targetId, contentSha256,
  isOlder: (resending.has(origin.channel) && origin.message !== '' && origin.message === message) || (origin.toldAt !== undefined && toldAt !== null && origin.toldAt < toldAt),
})

/** What the source has told before of the facts of one kind that come now, by their keys. */
async function toldBefore(
  ask: ScopedDb,
  { organization, patient, facts, kind, origin }: Arrival & { readonly kind: FactKind; readonly origin: RecordOrigin },
): Promise<Map<string, readonly Told[]>> {
  const keys = [...keysOf(facts, kind)]
  if (keys.length === 0) return new Map()
  // Many patients are allergic to the same: only a stay has a number of its own in the whole hospital, and moves with it.
  const ofWhom = kind === 'encounters' ? {} : { patient: { OR: [{ id: patient }, { mergedIntoId: patient }] } }
  const known = { organizationId: organization, kind: factTables[kind].resourceType, source: origin.source, externalKey: { in: keys }, ...ofWhom }
  const rows = await ask((db) => db.factOrigin.findMany({
    where: known, orderBy: [{ receivedAt: 'desc' }, { sequence: 'desc' }],
    select: { externalKey: true, targetId: true, contentSha256: true, message: true, toldAt: true },
  }))
  const tell = toldIn(origin)
  return new Map([...Map.groupBy(rows, ({ externalKey }) => externalKey)].map(([key, same]) => [key, same.map(tell)]))
}

interface Taken {
  readonly outcome: 'added' | 'known' | 'corrected'
  /** The fact that stands now. */
  readonly target: string
  /** What is to be kept of where it came from; undefined where that is kept already. */
  readonly origin?: Kept
}

/** What a report is about may be corrected after it; what it says stays the same. */
const saidBy = (item: object): object => Object.fromEntries(Object.entries(item).filter(([part]) => part !== 'results'))

interface OneFact extends Arrival {
  readonly kind: FactKind
  readonly fact: { readonly key: string; readonly item: object; readonly untold?: readonly string[] }
  readonly earlier: readonly Told[]
}

/** A fact with what its sender left out, as it was told before. */
async function completed(ask: ScopedDb, { kind, fact, earlier }: OneFact): Promise<object> {
  const { item, untold = [] } = fact
  const [former] = earlier
  const known = former === undefined || untold.length === 0 ? null : await ask((db) => factTables[kind].find?.(db, former.targetId) ?? Promise.resolve(null))
  return { ...item, ...Object.fromEntries(Object.entries(known ?? {}).filter(([part]) => untold.includes(part))) }
}

/** What a source says of a fact that it takes back. */
const takenBack = { withdrawn: true }

/**
 * Whether a fact is as its source told it last, or comes again in an old message, which must not undo what was told since. What was
 * told, corrected, and is told anew came to stand again: a patient went back to the former bed.
 */
function isKnown([last, ...before]: readonly Told[], content: object): boolean {
  const hash = contentHash(content)
  if (last === undefined || last.contentSha256 === hash) return last !== undefined
  const wasSaid = last.contentSha256 === contentHash(takenBack) || before.some((one) => one.contentSha256 === hash)
  return wasSaid && [last, ...before].some((one) => one.isOlder)
}

/** A fact of the patient known by its key and content, or by saying what another says, is known; one with other content corrects the former. */
async function addFact(ask: ScopedDb, one: OneFact): Promise<Taken> {
  const { organization, patient, put, kind, fact, earlier } = one
  const table = factTables[kind] as (typeof factTables)['encounters']
  const item = (await completed(ask, one)) as IncomingFacts['encounters'][number]['item']
  const [former] = earlier
  // What an old message left out may have been told since: it says nothing that was said before, and undoes nothing all the same.
  const isOld = (fact.untold ?? []).length > 0 && earlier.some(({ isOlder }) => isOlder)
  if (former !== undefined && (isOld || isKnown(earlier, saidBy(item)))) return { outcome: 'known', target: former.targetId }
  const same = await ask((db) => table.same(db, { organizationId: organization, patientId: patient }, item))
  const target = same?.id ?? randomUUID()
  const origin = { organization, patient, kind: table.resourceType, target, key: fact.key, content: saidBy(item) }
  // The former one is marked first: of a stay, only one may be current under its number.
  if (former !== undefined && former.targetId !== target) await ask((db) => table.supersede(db, former.targetId, target))
  if (same !== null) return { outcome: 'known', target, origin }
  await ask((db) => table.insert({ db, put }, { id: target, organizationId: organization, patientId: patient }, item))
  return { outcome: former === undefined ? 'added' : 'corrected', target, origin }
}

type OneKey = Arrival & { readonly kind: FactKind; readonly key: string; readonly earlier: readonly Told[] }

/** What was told under a key stands no longer, and nothing in its place. */
async function withdraw(ask: ScopedDb, { organization, patient, kind, key, earlier }: OneKey): Promise<Taken> {
  const table = factTables[kind]
  const target = earlier[0]?.targetId ?? randomUUID()
  if (isKnown(earlier, takenBack)) return { outcome: 'known', target }
  for (const { targetId } of earlier) await ask((db) => table.supersede(db, targetId, targetId))
  return { outcome: 'corrected', target, origin: { organization, patient, kind: table.resourceType, target, key, content: takenBack } }
}
