import { documentOfUpdate } from '#adapters/minutes-editor/live-document.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import type { MinutesId } from '#core/shared/ids.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { documentName } from './minutes/live-minutes.ts'
import { addDraft } from './test-draft.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'
import type { Person } from './test-world.ts'
import { openWriter, type Writer } from './test-writer.ts'

let running: RunningSignaling
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => endings.splice(0).forEach((end) => end()))

/** Opens the minutes as an editor does; rejects with the server's reason. */
async function write(person: Person, one: ScheduledCase): Promise<Writer> {
  const name = documentName({ case: one.id, version: 1 })
  const writer = await openWriter({ port: running.port(), name, token: () => running.minutesTicket(person, one) })
  endings.push(writer.leave)
  return writer
}

async function flush(one: ScheduledCase): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${running.port()}/internal/minutes/flush`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await running.serviceToken(one)}` },
    body: JSON.stringify({ version: 1 }),
  })
  return answer.status
}

const storedText = async (draft: MinutesId): Promise<string> => {
  const state = await running.world.store.read(running.world.actors.chair, ({ liveMinutes }) => liveMinutes.find(draft))
  const read = state === null ? null : documentOfUpdate(state)
  return JSON.stringify(read?.ok === true ? read.value : null)
}

describe('the minutes', () => {
  test('are written by one and seen by the other as they are typed', async () => {
    const { one } = await addDraft(running.world)
    const [secretary, requester] = await Promise.all([write('secretary', one), write('requester', one)])
    expect(secretary.text()).toContain('minutesSection'.toLowerCase())
    secretary.type('Chẩn đoán xác định')
    await requester.until((text) => text.includes('Chẩn đoán xác định'))
  })

  test('take nothing from a reader', async () => {
    const { one } = await addDraft(running.world)
    const [secretary, requester] = await Promise.all([write('secretary', one), write('requester', one)])
    requester.type('không được viết')
    secretary.type('được viết')
    await requester.until((text) => text.includes('được viết'))
    expect(secretary.text()).not.toContain('không được viết')
  })

  test('are closed to who is not of the case, and to who only coordinates it', async () => {
    const { one } = await addDraft(running.world)
    const { one: other } = await addDraft(running.world)
    await expect(write('stranger', one)).rejects.toThrow(/minutes\.not/)
    await expect(write('coordinator', other)).rejects.toThrow('minutes.not-allowed')
  })

  test('are stored to the last letter when the portal asks before a freeze', async () => {
    const { one, draft } = await addDraft(running.world)
    const secretary = await write('secretary', one)
    const chair = await write('chair', one)
    secretary.type('Chuyển mổ cấp cứu')
    await chair.until((text) => text.includes('Chuyển mổ cấp cứu'))
    expect(await flush(one)).toBe(204)
    expect(await storedText(draft.id)).toContain('Chuyển mổ cấp cứu')
  })

  test('are not flushed for a caller without the shared secret', async () => {
    const answer = await fetch(`http://127.0.0.1:${running.port()}/internal/minutes/flush`, { method: 'POST', body: '{"version":1}' })
    expect(answer.status).toBe(401)
  })

  test('survive a restart of the server', async () => {
    const { one } = await addDraft(running.world)
    const before = await write('secretary', one)
    before.type('Còn nguyên sau khi khởi động lại')
    expect(await flush(one)).toBe(204)
    before.provider.destroy()
    await running.restart()
    const after = await write('requester', one)
    expect(after.text().match(/Còn nguyên/g)).toHaveLength(1)
  })
})
