import { documentName } from '#signaling/minutes/live-minutes.ts'
import { openWriter } from '#signaling/test-writer.ts'
import { hospitalId } from '#prisma/seed/hospitals.ts'
import type { Found, FoundSignature, StreamName, Write } from './history.ts'
import { recordedStretches, recordingsOf } from './recordings.ts'
import { actorOf, type ChaosWorld } from './world.ts'

const countIn = (whole: string) => (text: string): number => whole.split(text).length - 1

const keysOf = (history: readonly Write[], stream: StreamName): readonly string[] => [...new Set(history.filter((one) => one.stream === stream).map(({ key }) => key))]

/** The minutes as a doctor who opens them now sees them. */
async function readMinutes(port: number, world: ChaosWorld): Promise<string> {
  const reader = await openWriter({ port, name: documentName({ case: world.live.id, version: 1 }), token: world.minutesTicket })
  const text = reader.text()
  reader.leave()
  return text
}

/** What the tables, the audit trail and the file say of each signature of these minutes. */
async function lookAtSignatures({ query }: ChaosWorld, keys: readonly string[]): Promise<ReadonlyMap<string, FoundSignature>> {
  const minutes = [...new Set(keys.flatMap((key) => key.split(' ').slice(0, 1)))]
  const rows = await query<{ minutes: string; field: string; audited: number; given: number; in_file: number }>(
    `SELECT s.minutes_id AS minutes, s.field, count(*) OVER (PARTITION BY s.minutes_id)::int AS given,
            (SELECT count(*)::int FROM audit_link WHERE body LIKE '%"minutes.signed"%' AND body LIKE '%' || s.minutes_id || '%' AND body LIKE '%' || s.practitioner_id || '%') AS audited,
            (SELECT (length(replace(encode(f.bytes, 'escape'), '/ByteRange', '/ByteRange+')) - length(encode(f.bytes, 'escape')))::int FROM stored_file f WHERE f.sha256 = m.sealed_sha256) AS in_file
       FROM minutes_signature s JOIN minutes m ON m.id = s.minutes_id WHERE s.minutes_id = ANY ($1)`, [minutes])
  const byKey = Map.groupBy(rows, ({ minutes: id, field }) => `${id} ${field}`)
  // Proofs that are added after the last signature may hold a document timestamp of their own.
  return new Map([...byKey].map(([key, own]) => [key, { rows: own.length, audited: own[0]?.audited ?? 0, fileAgrees: own.every(({ given, in_file: inFile }) => inFile === given || inFile === given + 1) }]))
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

/** Looks at what is there: in the database by its superuser, and in the minutes through the front door. */
export async function lookAt(history: readonly Write[], world: ChaosWorld, { port, dataDirectory }: { readonly port: number; readonly dataDirectory: string }): Promise<Found> {
  const { query } = world
  const sessions = await query<{ case_id: string; starts_at: Date }>('SELECT case_id, starts_at FROM consult_session WHERE is_current AND case_id = ANY ($1)', [keysOf(history, 'booking')])
  const saves = await query<{ id: string; revision: number }>('SELECT id, revision FROM consult_case WHERE id = ANY ($1)', [keysOf(history, 'booking')])
  const orders = await query<{ number: string; count: number; audited: number }>(
    `SELECT number, count(c.id)::int AS count, coalesce(sum((SELECT count(*) FROM audit_link WHERE body LIKE '%"case.created"%' AND body LIKE '%' || c.id || '%')), 0)::int AS audited FROM unnest($1::text[]) number LEFT JOIN consult_case c ON c.questions::text LIKE '%' || number || '%' GROUP BY number`, [keysOf(history, 'order')])
  const cancelled = await query<{ id: string; status: string; audited: number }>(
    `SELECT c.id, c.status, (SELECT count(*)::int FROM audit_link WHERE body LIKE '%"case.moved"%' AND body LIKE '%' || c.id || '%') AS audited FROM consult_case c WHERE c.id = ANY ($1)`, [keysOf(history, 'cancel')])
  const messages = await query<{ text: string }>('SELECT text FROM room_message WHERE case_id = $1', [world.live.id])
  return {
    sessions: new Map([...Map.groupBy(sessions, ({ case_id }) => case_id)].map(([id, own]) => [id, own.map(({ starts_at }) => starts_at.toISOString())])),
    saves: new Map(saves.map(({ id, revision }) => [id, revision - (world.savedBefore.get(id) ?? 0)])),
    orders: new Map(orders.map(({ number, count, audited }) => [number, { count, audited }])),
    cancelled: new Map(cancelled.map(({ id, status, audited }) => [id, { status, audited }])),
    minutes: countIn(await readMinutes(port, world)),
    messages: countIn(messages.map(({ text }) => text).join('\n')),
    signatures: await lookAtSignatures(world, keysOf(history, 'signature')),
    brokenChains: await brokenChains(world),
    recorded: await recordedStretches(world, recordingsOf(dataDirectory)),
  }
}
