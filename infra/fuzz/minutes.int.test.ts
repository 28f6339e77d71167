import { MessageType } from '@hocuspocus/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector, XmlElement, XmlText } from 'yjs'
import { sectionsHtml } from '#adapters/minutes-editor/document-html.ts'
import { documentOfUpdate } from '#adapters/minutes-editor/live-document.ts'
import { minutesField } from '#adapters/minutes-editor/minutes-extensions.ts'
import { parseMinutesDocument } from '#adapters/minutes-editor/parse-document.ts'
import { documentWith } from '#adapters/pdf/test-order.ts'
import { documentName } from '#signaling/minutes/live-minutes.ts'
import { addDraft } from '#signaling/test-draft.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import { openWriter } from '#signaling/test-writer.ts'
import { mutated, mutatedBytes, oddTexts } from './mutate.ts'
import type { Random } from './random.ts'
import { describeReport, readOrder, runCases, timeFor, type Surface } from './run-cases.ts'

/** What an editor, or somebody with an editor's ticket, may send to the minutes: the library's messages, shared changes, and documents. */

const order = readOrder()
let running: RunningSignaling
let draft: Awaited<ReturnType<typeof addDraft>>

type Input = { readonly kind: 'document'; readonly json: unknown } | { readonly kind: 'words'; readonly greets: boolean; readonly messages: readonly string[] }

beforeAll(async () => {
  running = await runSignaling()
  draft = await addDraft(running.world)
}, 60_000)
afterAll(() => running.close())

const uint = (value: number): Buffer => (value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value & 127) | 128]), uint(Math.floor(value / 128))]))
const bytesOf = (bytes: Uint8Array): Buffer => Buffer.concat([uint(bytes.length), bytes])
const text = (words: string): Buffer => bytesOf(Buffer.from(words))
const name = (): string => documentName({ case: draft.one.id, version: 1 })
const message = (type: number, ...parts: readonly Buffer[]): Buffer => Buffer.concat([text(name()), uint(type), ...parts])

/** Changes of a document such as ours, and of one that has nothing in common with it. */
function change(random: Random): Buffer {
  const doc = new Doc()
  doc.clientID = random.next()
  const fragment = doc.getXmlFragment(random.pick([minutesField, minutesField, 'default', '__proto__']))
  for (let times = random.between(1, 4); times > 0; times -= 1) {
    const element = new XmlElement(random.pick(['minutesSection', 'paragraph', 'table', 'medication', 'picture', 'x', 'script']))
    element.setAttribute(random.pick(['key', 'heading', 'question', 'src', 'onload', 'colspan']), random.pick([...oddTexts]))
    element.insert(0, [new XmlText(random.pick([...oddTexts]))])
    fragment.insert(0, [element])
  }
  if (random.oneIn(3)) doc.getMap('elsewhere').set(random.pick([...oddTexts]), random.pick([...oddTexts]))
  return Buffer.from(encodeStateAsUpdate(doc))
}

function words(random: Random): Buffer {
  const sync = (step: number, bytes: Uint8Array): Buffer => message(MessageType.Sync, uint(step), bytesOf(bytes))
  const kinds = [
    () => sync(2, change(random)), () => sync(2, mutatedBytes(change(random), random)), () => sync(1, change(random)), () => sync(0, encodeStateVector(new Doc())), () => sync(random.below(300), random.bytes(20)),
    () => message(MessageType.Awareness, bytesOf(random.bytes(random.below(60)))), () => message(MessageType.QueryAwareness), () => message(MessageType.Stateless, text(random.pick([...oddTexts]))),
    () => message(MessageType.BroadcastStateless, text(random.pick([...oddTexts]))), () => message(MessageType.CLOSE, text('x')), () => message(random.below(300), random.bytes(10)), () => random.bytes(random.below(400)),
    () => message(MessageType.Auth, uint(random.below(4)), text(random.pick([...oddTexts]))),
  ] as const
  const made = random.pick([...kinds])()
  return random.oneIn(4) ? mutatedBytes(made, random) : made
}

function make(random: Random): Input {
  if (random.oneIn(2)) {
    let json: unknown = documentWith({ conclusion: random.pick([...oddTexts]), direction: 'Chuyển mổ' })
    for (let times = random.between(1, 4); times > 0; times -= 1) json = mutated(json, random)
    return { kind: 'document', json }
  }
  return { kind: 'words', greets: !random.oneIn(6), messages: Array.from({ length: random.between(1, 6) }, () => words(random).toString('base64')) }
}

/** Says the words over a line of its own, after a good ticket or without one, and hears whether the server hangs up. */
async function say({ greets, messages }: Extract<Input, { kind: 'words' }>): Promise<string> {
  const greeting = message(MessageType.Auth, uint(0), text(await running.minutesTicket('secretary', draft.one)), text('4.7.0'))
  const line = new WebSocket(`ws://127.0.0.1:${running.port()}/rt/minutes`)
  line.on('error', () => undefined)
  const ended = new Promise<string>((resolve) => line.once('close', (code) => resolve(`closed ${code}`)))
  await new Promise((resolve) => line.once('open', resolve))
  if (greets) {
    line.send(greeting)
    await Promise.race([new Promise((resolve) => line.once('message', resolve)), ended])
  }
  for (const one of messages) if (line.readyState === WebSocket.OPEN) line.send(Buffer.from(one, 'base64'))
  // Its answer to a question of ours comes after all that it was told before.
  const answered = new Promise<string>((resolve) => line.once('pong', () => resolve('stays')))
  if (line.readyState === WebSocket.OPEN) line.ping()
  const outcome = await Promise.race([answered, ended])
  line.close()
  await ended
  return outcome
}

/** Whatever the document has become, it is read or refused, and what is read can be shown. */
function readDocument(json: unknown): string {
  const parsed = parseMinutesDocument(json)
  if (!parsed.ok) return parsed.error
  sectionsHtml(parsed.value.content)
  return 'minutes'
}

const surface: Surface<Input> = {
  name: 'minutes',
  make,
  attempt: async (input) => (input.kind === 'document' ? readDocument(input.json) : say(input)),
  write: (input) => Buffer.from(JSON.stringify(input)),
  read: (kept) => JSON.parse(kept.toString()) as Input,
}

it('the minutes take or refuse every change, and two honest people still write together', { timeout: timeFor(order), retry: 0 }, async () => {
  const report = await runCases(surface, order)
  console.log(describeReport(surface.name, order, report))
  const state = await running.world.store.read(running.world.actors.chair, ({ liveMinutes }) => liveMinutes.find(draft.draft.id))
  if (state !== null) {
    applyUpdate(new Doc(), state)
    expect(['minutes', 'minutes.document-invalid']).toContain(documentOfUpdate(state).ok ? 'minutes' : 'minutes.document-invalid')
  }
  const fresh = await addDraft(running.world)
  const open = (who: 'secretary' | 'chair') => openWriter({ port: running.port(), name: documentName({ case: fresh.one.id, version: 1 }), token: () => running.minutesTicket(who, fresh.one) })
  const [secretary, chair] = await Promise.all([open('secretary'), open('chair')])
  secretary.type('Chuyển mổ cấp cứu')
  await chair.until((seen) => seen.includes('Chuyển mổ cấp cứu'))
  secretary.leave()
  chair.leave()
})
