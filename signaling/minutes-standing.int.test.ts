import { randomUUID } from 'node:crypto'
import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { documentOfUpdate } from '#adapters/minutes-editor/live-document.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type MinutesId, type SignInId } from '#core/shared/ids.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { documentName } from './minutes/live-minutes.ts'
import { addDraft } from './test-draft.ts'
import { runSignaling, testTicketSecret, type RunningSignaling } from './test-signaling.ts'
import { openWriter, type Writer } from './test-writer.ts'

let running: RunningSignaling
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => endings.splice(0).forEach((end) => end()))

const tickets = makeJoinTickets({ secret: testTicketSecret, clock: () => new Date(), newId: () => randomUUID() })

/** Opens the minutes by one ticket, as a browser whose portal gives it no second one. */
async function write(actor: Actor, one: ScheduledCase): Promise<Writer> {
  let given = false
  const token = (): Promise<string> => {
    if (given) return Promise.resolve('no ticket any more')
    given = true
    return tickets.issueMinutesTicket({ actor, name: 'Người viết', case: one.id })
  }
  const writer = await openWriter({ port: running.port(), name: documentName({ case: one.id, version: 1 }), token })
  endings.push(writer.leave)
  return writer
}

const closed = (writer: Writer): Promise<void> => new Promise((resolve) => {
  writer.provider.on('close', () => resolve())
})

async function storedText(one: ScheduledCase, draft: MinutesId): Promise<string> {
  await fetch(`http://127.0.0.1:${running.port()}/internal/minutes/flush`, {
    method: 'POST', headers: { authorization: `Bearer ${await running.serviceToken(one)}` }, body: JSON.stringify({ version: 1 }),
  })
  const state = await running.world.store.read(running.world.actors.chair, ({ liveMinutes }) => liveMinutes.find(draft))
  const read = state === null ? null : documentOfUpdate(state)
  return JSON.stringify(read?.ok === true ? read.value : null)
}

/** A sign-in of the secretary's, as the portal keeps it. */
async function signedIn(actor: Actor): Promise<Actor> {
  const { admin } = running.world
  const [user, signIn] = [randomUUID(), randomUUID()]
  await admin.query(`INSERT INTO auth_user (id, name, email) VALUES ($1, 'x', $2)`, [user, `${user}@table.test`])
  await admin.query(`INSERT INTO auth_session (id, token, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')`, [signIn, randomUUID(), user])
  return { ...actor, signIn: brandId<SignInId>(signIn) }
}

const ends: readonly (readonly [string, (one: ScheduledCase, actor: Actor) => Promise<unknown>, (actor: Actor) => Promise<unknown>])[] = [
  ['a sign-in that was ended elsewhere',
    (_one, actor) => running.world.admin.query('DELETE FROM auth_session WHERE id = $1', [actor.signIn]), () => Promise.resolve()],
  ['a place in the team that was taken away',
    (one, actor) => running.world.admin.query('DELETE FROM team_member WHERE case_id = $1 AND practitioner_id = $2', [one.id, actor.practitioner]), () => Promise.resolve()],
  ['a role in the hospital that was taken away',
    (_one, actor) => running.world.admin.query(`UPDATE practitioner_role SET roles = '{}' WHERE practitioner_id = $1`, [actor.practitioner]),
    (actor) => running.world.admin.query(`UPDATE practitioner_role SET roles = '{doctor}' WHERE practitioner_id = $1`, [actor.practitioner])],
]

test.each(ends)('an open editor is closed by %s, and nothing typed after that is kept', async (_what, take, giveBack) => {
  const { one, draft } = await addDraft(running.world)
  const secretary = await signedIn(running.world.actors.secretary)
  const [theirs, chair] = await Promise.all([write(secretary, one), write(running.world.actors.chair, one)])
  theirs.type('Viết khi còn quyền. ')
  await chair.until((text) => text.includes('Viết khi còn quyền.'))
  const closing = closed(theirs)
  const takenAt = performance.now()
  await take(one, secretary)
  await closing
  // The database tells of it; without its word it would be five seconds.
  expect(performance.now() - takenAt).toBeLessThan(4_000)
  theirs.type('Viết khi hết quyền. ')
  chair.type('Chủ tọa viết tiếp. ')
  await chair.acknowledged()
  const text = await storedText(one, draft.id)
  expect([text.includes('Viết khi còn quyền.'), text.includes('Chủ tọa viết tiếp.'), text.includes('Viết khi hết quyền.')]).toEqual([true, true, false])
  await giveBack(secretary)
})
