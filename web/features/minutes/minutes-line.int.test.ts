import type { ScheduledCase } from '#core/case/case.ts'
import { addDraft } from '#signaling/test-draft.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import { openThinLine, type ThinLine } from '#signaling/test-thin-line.ts'
import { openWriter } from '#signaling/test-writer.ts'
import type { Person } from '#signaling/test-world.ts'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { XmlElement, XmlText } from 'yjs'
import { followMinutes, type LiveMinutes } from './minutes-line.ts'

let running: RunningSignaling
let line: ThinLine
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling()
  line = await openThinLine(running.port(), 20)
})
afterAll(async () => {
  await line.close()
  await running.close()
})
afterEach(() => {
  for (const end of endings.splice(0)) end()
  line.mend()
})

const nameOf = (one: ScheduledCase): string => `minutes:${one.id}:1`

/** Opens the minutes as the desk does, over the line that a test may cut. */
function open(person: Person, one: ScheduledCase, requestTicket = async () => ({ ok: true as const, value: { ticket: await running.minutesTicket(person, one) } })) {
  const seen: LiveMinutes[] = []
  const release = vi.fn()
  const guard = vi.fn(() => release)
  const leave = followMinutes(
    { url: `ws://127.0.0.1:${line.port}/rt/minutes`, name: nameOf(one), me: { name: person, color: '#0b6b5d' }, requestTicket: () => requestTicket(), guard },
    (live) => seen.push(live),
  )
  endings.push(leave)
  return {
    leave, guard, release,
    now: () => seen.at(-1) as LiveMinutes,
    becomes: (fits: (live: LiveMinutes) => boolean) => expect.poll(() => seen.some(fits), { timeout: 20_000 }).toBe(true),
  }
}

const isOpen = ({ link, mayWrite }: LiveMinutes): boolean => link === 'connected' && mayWrite
const body = ({ document }: LiveMinutes) => document.getXmlFragment([...document.share.keys()][0] ?? 'default')

function type(live: LiveMinutes, words: string): void {
  const section = body(live).get(0)
  const paragraph = section instanceof XmlElement ? section.get(0) : null
  if (!(paragraph instanceof XmlElement)) throw new Error('the document has no paragraph')
  paragraph.insert(paragraph.length, [new XmlText(words)])
}

async function openedBySecretary() {
  const { one } = await addDraft(running.world)
  const desk = open('secretary', one)
  await desk.becomes(isOpen)
  return { one, desk }
}

test('what was typed while the line was lost reaches the others, though its editor has gone', async () => {
  const { one, desk } = await openedBySecretary()
  const reader = await openWriter({ port: running.port(), name: nameOf(one), token: () => running.minutesTicket('requester', one) })
  endings.push(reader.leave)
  line.cut()
  await desk.becomes(({ link }) => link === 'lost')
  const left = desk.now()
  type(left, 'Chuyển mổ cấp cứu')
  desk.leave()
  line.mend()
  await reader.until((text) => text.includes('Chuyển mổ cấp cứu'))
  // Then there is nothing left to keep.
  await expect.poll(() => left.provider.isAttached, { timeout: 10_000 }).toBe(false)
  expect(desk.release).toHaveBeenCalledOnce()
}, 40_000)

test('an editor that opens again finds what was typed before', async () => {
  const { one, desk } = await openedBySecretary()
  line.cut()
  await desk.becomes(({ link }) => link === 'lost')
  type(desk.now(), 'Mổ trong sáu giờ')
  desk.leave()
  const again = open('secretary', one)
  expect(body(again.now()).toJSON()).toContain('Mổ trong sáu giờ')
  expect(again.now()).toMatchObject({ link: 'lost', mayWrite: true })
  line.mend()
  await again.becomes(isOpen)
})

test('the page warns whoever leaves it as long as the server lacks something', async () => {
  const { desk } = await openedBySecretary()
  expect(desk.guard).not.toHaveBeenCalled()
  line.cut()
  await desk.becomes(({ link }) => link === 'lost')
  type(desk.now(), 'Theo dõi sát')
  type(desk.now(), 'mạch, huyết áp')
  expect(desk.guard).toHaveBeenCalledOnce()
  expect(desk.release).not.toHaveBeenCalled()
  line.mend()
  await expect.poll(() => desk.release.mock.calls.length, { timeout: 20_000 }).toBe(1)
})

test('minutes in which nothing waits are let go of at once, and opened anew', async () => {
  const { one, desk } = await openedBySecretary()
  const { document, provider } = desk.now()
  desk.leave()
  expect(provider.isAttached).toBe(false)
  const again = open('secretary', one)
  expect(again.now().document).not.toBe(document)
  await again.becomes(isOpen)
})

test('nothing is kept of words that will never be taken', async () => {
  const { one } = await addDraft(running.world)
  let refused = false
  const desk = open('secretary', one, async () => (refused ? { ok: false as const, code: 'minutes.frozen' } : { ok: true, value: { ticket: await running.minutesTicket('secretary', one) } }) as never)
  await desk.becomes(isOpen)
  line.cut()
  await desk.becomes(({ link }) => link === 'lost')
  const { provider } = desk.now()
  type(desk.now(), 'quá muộn')
  desk.leave()
  expect(provider.isAttached).toBe(true)
  refused = true
  line.mend()
  await expect.poll(() => provider.isAttached, { timeout: 20_000 }).toBe(false)
  expect(desk.release).toHaveBeenCalledOnce()
})
