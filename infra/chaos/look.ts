import { documentName } from '#signaling/minutes/live-minutes.ts'
import { openWriter } from '#signaling/test-writer.ts'
import type { Found, Write } from './history.ts'
import type { ChaosWorld } from './world.ts'

const countIn = (whole: string) => (text: string): number => whole.split(text).length - 1

const keysOf = (history: readonly Write[], stream: Write['stream']): readonly string[] => [...new Set(history.filter((one) => one.stream === stream).map(({ key }) => key))]

/** The minutes as a doctor who opens them now sees them. */
async function readMinutes(port: number, world: ChaosWorld): Promise<string> {
  const reader = await openWriter({ port, name: documentName({ case: world.live.id, version: 1 }), token: world.minutesTicket })
  const text = reader.text()
  reader.leave()
  return text
}

/** Looks at what is there: in the database by its superuser, and in the minutes through the front door. */
export async function lookAt(history: readonly Write[], world: ChaosWorld, port: number): Promise<Found> {
  const { query } = world
  const sessions = await query<{ case_id: string; starts_at: Date }>('SELECT case_id, starts_at FROM consult_session WHERE is_current AND case_id = ANY ($1)', [keysOf(history, 'booking')])
  const saves = await query<{ id: string; revision: number }>('SELECT id, revision FROM consult_case WHERE id = ANY ($1)', [keysOf(history, 'booking')])
  const orders = await query<{ number: string; count: number }>(
    `SELECT number, count(c.id)::int AS count FROM unnest($1::text[]) number LEFT JOIN consult_case c ON c.questions::text LIKE '%' || number || '%' GROUP BY number`, [keysOf(history, 'order')])
  const cancelled = await query<{ id: string; status: string; audited: number }>(
    `SELECT c.id, c.status, (SELECT count(*)::int FROM audit_link WHERE body LIKE '%"case.moved"%' AND body LIKE '%' || c.id || '%') AS audited FROM consult_case c WHERE c.id = ANY ($1)`, [keysOf(history, 'cancel')])
  const messages = await query<{ text: string }>('SELECT text FROM room_message WHERE case_id = $1', [world.live.id])
  return {
    sessions: new Map([...Map.groupBy(sessions, ({ case_id }) => case_id)].map(([id, own]) => [id, own.map(({ starts_at }) => starts_at.toISOString())])),
    saves: new Map(saves.map(({ id, revision }) => [id, revision - (world.savedBefore.get(id) ?? 0)])),
    orders: new Map(orders.map(({ number, count }) => [number, count])),
    cancelled: new Map(cancelled.map(({ id, status, audited }) => [id, { status, audited }])),
    minutes: countIn(await readMinutes(port, world)),
    messages: countIn(messages.map(({ text }) => text).join('\n')),
  }
}
