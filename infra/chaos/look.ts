import { documentName } from '#signaling/minutes/live-minutes.ts'
import { openWriter } from '#signaling/test-writer.ts'
import { hospitalId } from '#prisma/seed/hospitals.ts'
import type { Found, FoundSignature, StreamName, Write } from './history.ts'
import { recordedStretches } from './recordings.ts'
import { countAll, idsIn, type Tally } from './tally.ts'
import { actorOf, type ChaosWorld } from './world.ts'

const keysOf = (history: readonly Write[], stream: StreamName): readonly string[] => [...new Set(history.filter((one) => one.stream === stream).map(({ key }) => key))]

/** The minutes as a doctor who opens them now sees them. */
async function readMinutes(port: number, world: ChaosWorld): Promise<string> {
  const reader = await openWriter({ port, name: documentName({ case: world.live.id, version: 1 }), token: world.minutesTicket })
  const text = reader.text()
  reader.leave()
  return text
}

/** What the tables, the audit trail and the file say of each signature of these minutes. */
async function lookAtSignatures({ query, audit, signaturesIn }: ChaosWorld, keys: readonly string[]): Promise<ReadonlyMap<string, FoundSignature>> {
  const minutes = [...new Set(keys.flatMap((key) => key.split(' ').slice(0, 1)))]
  const rows = await query<{ minutes: string; field: string; by: string; given: number; file: string }>(
    `SELECT s.minutes_id AS minutes, s.field, s.practitioner_id AS by, count(*) OVER (PARTITION BY s.minutes_id)::int AS given, m.sealed_sha256 AS file
       FROM minutes_signature s JOIN minutes m ON m.id = s.minutes_id WHERE s.minutes_id = ANY ($1)`, [minutes])
  const inFiles = await signaturesIn(rows.map(({ file }) => file))
  const agrees = ({ file, given }: (typeof rows)[number]): boolean => {
    // Proofs that are added after the last signature may hold a document timestamp of their own.
    const inFile = inFiles.get(file)
    return inFile === given || inFile === given + 1
  }
  const byKey = Map.groupBy(rows, ({ minutes: id, field }) => `${id} ${field}`)
  return new Map([...byKey].map(([key, own]) => [key, { rows: own.length, audited: audit.count('minutes.signed', own[0]?.minutes, own[0]?.by), fileAgrees: own.every(agrees) }]))
}

/** Every hospital's audit chain, computed anew. */
async function brokenChains({ store }: ChaosWorld): Promise<readonly string[]> {
  const broken: string[] = []
  for (const hospital of ['songHan', 'baLang'] as const) {
    const fault = await store.verifyAudit({ ...actorOf('thuphuong'), organization: hospitalId(hospital) })
    if (fault !== null) broken.push(`the audit chain of ${hospital} is ${fault.kind} at ${fault.sequence}`)
  }
  return broken
}

/** How many cases each order opened, by the number that stands in its question, and how often that is audited. */
async function lookAtOrders({ query, audit }: ChaosWorld, numbers: ReadonlySet<string>): Promise<Found['orders']> {
  const cases = await query<{ id: string; questions: string }>(`SELECT id, questions::text AS questions FROM consult_case`)
  const opened = cases.flatMap(({ id, questions }) => [...new Set(idsIn(questions))].filter((one) => numbers.has(one)).map((number) => ({ id, number })))
  return new Map([...Map.groupBy(opened, ({ number }) => number)].map(([number, own]) => [number, { count: own.length, audited: own.reduce((sum, { id }) => sum + audit.count('case.created', id), 0) }]))
}

const inMinutes = /⟦[0-9a-f-]{36}⟧/g
const inMessages = /tin [0-9a-f-]{36}/g
const countOf = (tally: Tally) => (text: string): number => tally.get(text) ?? 0

/**
 * Looks at what is there: in the database by its superuser, and in the minutes through the front door. Each table is read once,
 * whatever the history holds, and of the audit trail only what has come since the last look.
 */
export async function lookAt(history: readonly Write[], world: ChaosWorld, { port, dataDirectory }: { readonly port: number; readonly dataDirectory: string }): Promise<Found> {
  const { query, audit } = world
  await audit.readOn()
  const sessions = await query<{ case_id: string; starts_at: Date }>('SELECT case_id, starts_at FROM consult_session WHERE is_current AND case_id = ANY ($1)', [keysOf(history, 'booking')])
  const saves = await query<{ id: string; revision: number }>('SELECT id, revision FROM consult_case WHERE id = ANY ($1)', [keysOf(history, 'booking')])
  const cancelled = await query<{ id: string; status: string }>('SELECT id, status FROM consult_case WHERE id = ANY ($1)', [keysOf(history, 'cancel')])
  const messages = await query<{ text: string }>('SELECT text FROM room_message WHERE case_id = $1', [world.live.id])
  return {
    sessions: new Map([...Map.groupBy(sessions, ({ case_id }) => case_id)].map(([id, own]) => [id, own.map(({ starts_at }) => starts_at.toISOString())])),
    saves: new Map(saves.map(({ id, revision }) => [id, revision - (world.savedBefore.get(id) ?? 0)])),
    orders: await lookAtOrders(world, new Set(keysOf(history, 'order'))),
    cancelled: new Map(cancelled.map(({ id, status }) => [id, { status, audited: audit.count('case.moved', id) }])),
    minutes: countOf(countAll([await readMinutes(port, world)], inMinutes)),
    messages: countOf(countAll(messages.map(({ text }) => text), inMessages)),
    signatures: await lookAtSignatures(world, keysOf(history, 'signature')),
    brokenChains: await brokenChains(world),
    recorded: await recordedStretches(world, dataDirectory),
  }
}
