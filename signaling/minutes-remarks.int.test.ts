import { randomUUID } from 'node:crypto'
import { makeKeepFrame, makeListFrames, makeOpenFrame } from '#core/minutes/keep-frame.ts'
import { makeAddRemark, makeListRemarks, makeSettleRemark } from '#core/minutes/remark-on-minutes.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDraft } from './test-draft.ts'
import { makeTestWorld, type TestWorld } from './test-world.ts'

let database: TestDatabase
let world: TestWorld

beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeTestWorld(database)
})
afterAll(async () => {
  await world.close()
  await database.drop()
})

const verbs = () => {
  const ports = { atomically: world.store.atomically, clock: () => new Date(), newId: randomUUID }
  return {
    add: makeAddRemark(ports), settle: makeSettleRemark(ports), list: makeListRemarks(ports),
    keep: makeKeepFrame(ports), frames: makeListFrames(ports), open: makeOpenFrame(ports),
  }
}
const said = { section: 'conclusion', question: null, anchor: { from: '{}', to: '{}' }, quote: 'mổ', text: 'mổ trong 6 giờ', authorName: 'BS. Viên' } as const

describe('what readers say about a draft', () => {
  test('is a member’s to say, a writer’s to take in once, and kept word for word', async () => {
    const { add, settle, list } = verbs()
    const { one } = await addDraft(world)
    const { member, secretary, stranger } = world.actors
    const proposed = await add(member, { ...said, case: one.id, kind: 'suggestion' })
    if (!proposed.ok) throw new Error(proposed.error)
    expect(await list(secretary, { case: one.id })).toMatchObject({ ok: true, value: [{ ...said, settled: null }] })
    expect(await settle(member, { case: one.id, remark: proposed.value.id, as: 'accepted' })).toEqual({ ok: false, error: 'remark.not-allowed' })
    expect(await settle(secretary, { case: one.id, remark: proposed.value.id, as: 'accepted' })).toMatchObject({ ok: true })
    expect(await settle(secretary, { case: one.id, remark: proposed.value.id, as: 'declined' })).toEqual({ ok: false, error: 'remark.settled' })
    expect(await list(stranger, { case: one.id })).toMatchObject({ ok: false })
    await expect(world.admin.query(`UPDATE minutes_remark SET text = 'khác' WHERE id = $1`, [proposed.value.id])).rejects.toThrow('keeps its words')
  })

  test('holds a dissent that nobody turns down, and takes nothing once frozen', async () => {
    const { add, settle } = verbs()
    const { one, draft } = await addDraft(world)
    const { requester, chair } = world.actors
    const dissent = await add(requester, { ...said, case: one.id, kind: 'dissent', section: 'dissent', anchor: null, quote: '' })
    if (!dissent.ok) throw new Error(dissent.error)
    expect(await settle(chair, { case: one.id, remark: dissent.value.id, as: 'declined' })).toEqual({ ok: false, error: 'remark.not-allowed' })
    expect(await settle(requester, { case: one.id, remark: dissent.value.id, as: 'withdrawn' })).toMatchObject({ ok: true })
    await world.admin.query(`UPDATE minutes SET status = 'frozen', frozen_at = now(), frozen_by_id = $2 WHERE id = $1`, [draft.id, chair.practitioner])
    expect(await add(requester, { ...said, case: one.id, kind: 'comment' })).toEqual({ ok: false, error: 'minutes.frozen' })
  })
})

describe('pictures kept for the minutes', () => {
  const picture = { kind: 'freeze-frame', title: 'Trường mổ', source: 'field', mediaType: 'image/png' } as const
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])

  test('are read by both hospitals of the case and by nobody else', async () => {
    const { keep, frames, open } = verbs()
    const { one } = await addDraft(world)
    const { secretary, requester, stranger } = world.actors
    const kept = await keep(secretary, { ...picture, case: one.id, bytes })
    if (!kept.ok) throw new Error(kept.error)
    expect(await frames(requester, { case: one.id })).toMatchObject({ ok: true, value: [{ title: 'Trường mổ', sha256: kept.value.sha256 }] })
    expect(await open(requester, { sha256: kept.value.sha256 })).toMatchObject({ ok: true, value: { mediaType: 'image/png' } })
    expect(await open(stranger, { sha256: kept.value.sha256 })).toEqual({ ok: false, error: 'frame.not-found' })
  })

  test('are pictures, whatever they are called', async () => {
    const { one } = await addDraft(world)
    expect(await verbs().keep(world.actors.secretary, { ...picture, case: one.id, bytes: new TextEncoder().encode('<svg onload=alert(1)>') }))
      .toEqual({ ok: false, error: 'frame.not-a-picture' })
  })
})
