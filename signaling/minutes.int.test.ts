import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { documentOfUpdate } from '#adapters/minutes-editor/live-document.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import type { MinutesDocument } from '#core/minutes/document.ts'
import { draftMinutes } from '#core/minutes/minutes.ts'
import { brandId, type MinutesId } from '#core/shared/ids.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { Doc, XmlElement, XmlText } from 'yjs'
import { documentName } from './minutes/live-minutes.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'
import type { Person } from './test-world.ts'

let running: RunningSignaling
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => endings.splice(0).forEach((end) => end()))

const document: MinutesDocument = {
  type: 'doc',
  content: [{ type: 'minutesSection', attrs: { key: 'conclusion', heading: 'Kết luận', question: null }, content: [{ type: 'paragraph' }] }],
}

async function caseWithDraft() {
  const one = await running.world.bookCase()
  const draft = draftMinutes({ id: brandId<MinutesId>(crypto.randomUUID()), case: one.id, form: {} as never, document })
  await running.world.admin.query(
    `INSERT INTO minutes (id, case_id, version, status, form, document) VALUES ($1, $2, 1, 'draft', '{}', $3)`,
    [draft.id, one.id, JSON.stringify(document)],
  )
  return { one, draft }
}

interface Writer {
  readonly doc: Doc
  readonly provider: HocuspocusProvider
  readonly text: () => string
  readonly type: (words: string) => void
}

/** Opens the minutes as an editor does; rejects with the server's reason. */
async function write(person: Person, one: ScheduledCase): Promise<Writer> {
  const websocket = new HocuspocusProviderWebsocket({
    url: `ws://127.0.0.1:${running.port()}/rt/minutes`, WebSocketPolyfill: WebSocket,
  })
  const doc = new Doc()
  const provider = new HocuspocusProvider({
    websocketProvider: websocket, name: documentName({ case: one.id, version: 1 }), document: doc,
    token: () => running.minutesTicket(person, one),
  })
  endings.push(() => {
    provider.destroy()
    websocket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    provider.on('synced', () => resolve())
    provider.on('authenticationFailed', ({ reason }: { reason: string }) => reject(new Error(reason)))
    provider.attach()
  })
  const fragment = doc.getXmlFragment(fieldOf(doc))
  return {
    doc,
    provider,
    text: () => fragment.toJSON(),
    type: (words) => {
      const section = fragment.get(0)
      const paragraph = section instanceof XmlElement ? section.get(0) : null
      if (!(paragraph instanceof XmlElement)) throw new Error('the document has no paragraph')
      paragraph.insert(paragraph.length, [new XmlText(words)])
    },
  }
}

const fieldOf = (doc: Doc): string => [...doc.share.keys()][0] ?? 'default'

const changed = (writer: Writer, fits: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (!fits()) return
      writer.doc.off('update', check)
      resolve()
    }
    writer.doc.on('update', check)
    check()
  })

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
    const { one } = await caseWithDraft()
    const [secretary, requester] = await Promise.all([write('secretary', one), write('requester', one)])
    expect(secretary.text()).toContain('minutesSection'.toLowerCase())
    secretary.type('Chẩn đoán xác định')
    await changed(requester, () => requester.text().includes('Chẩn đoán xác định'))
  })

  test('take nothing from a reader', async () => {
    const { one } = await caseWithDraft()
    const [secretary, requester] = await Promise.all([write('secretary', one), write('requester', one)])
    requester.type('không được viết')
    secretary.type('được viết')
    await changed(requester, () => requester.text().includes('được viết'))
    expect(secretary.text()).not.toContain('không được viết')
  })

  test('are closed to who is not of the case, and to who only coordinates it', async () => {
    const { one } = await caseWithDraft()
    const { one: other } = await caseWithDraft()
    await expect(write('stranger', one)).rejects.toThrow(/minutes\.not/)
    await expect(write('coordinator', other)).rejects.toThrow('minutes.not-allowed')
  })

  test('are stored to the last letter when the portal asks before a freeze', async () => {
    const { one, draft } = await caseWithDraft()
    const secretary = await write('secretary', one)
    const chair = await write('chair', one)
    secretary.type('Chuyển mổ cấp cứu')
    await changed(chair, () => chair.text().includes('Chuyển mổ cấp cứu'))
    expect(await flush(one)).toBe(204)
    expect(await storedText(draft.id)).toContain('Chuyển mổ cấp cứu')
  })

  test('are not flushed for a caller without the shared secret', async () => {
    const answer = await fetch(`http://127.0.0.1:${running.port()}/internal/minutes/flush`, { method: 'POST', body: '{"version":1}' })
    expect(answer.status).toBe(401)
  })

  test('survive a restart of the server', async () => {
    const { one } = await caseWithDraft()
    const before = await write('secretary', one)
    before.type('Còn nguyên sau khi khởi động lại')
    expect(await flush(one)).toBe(204)
    before.provider.destroy()
    await running.restart()
    const after = await write('requester', one)
    expect(after.text().match(/Còn nguyên/g)).toHaveLength(1)
  })
})
