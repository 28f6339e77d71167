import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '#contract/define.ts'
import type { viewerRequests } from '#contract/viewer.ts'
import type { TestGuest } from './test-guest.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'

type Shown = InputOf<(typeof viewerRequests)['show-view']>
type View = NonNullable<Shown['view']>

let running: RunningSignaling
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => endings.splice(0).forEach((end) => end()))

const kept = (guest: TestGuest): TestGuest => {
  endings.push(() => guest.close())
  return guest
}

/** Repeatable chance: the same hundred movements at every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

function randomView(next: () => number): View {
  return {
    at: { study: '1.2.3', series: `1.2.3.${Math.floor(next() * 3)}`, instance: `1.2.3.4.${Math.floor(next() * 300)}`, frame: 1 },
    window: { centre: Math.round(next() * 2_000 - 1_000), width: 1 + Math.round(next() * 2_000) },
    inverted: next() > 0.5,
    zoom: 0.2 + next() * 8,
    centre: [next(), next()],
    rotation: Math.floor(next() * 4) * 90,
    flippedHorizontally: next() > 0.5,
    flippedVertically: next() > 0.5,
  }
}

/** The chair inside a live session as presenter, and a member who looks along. */
async function lookingTogether() {
  const one = await running.world.bookCase()
  const chair = kept(await running.come('chair', one))
  const { you } = await chair.hear('admitted')
  const member = kept(await running.come('member', one))
  await member.hear('waiting')
  await chair.demand('start-session', { admitAll: true })
  const inside = await member.hear('admitted')
  await chair.demand('set-presenter', { seat: you })
  await member.hear('room-changed', ({ settings }) => settings?.presenter === you)
  return { one, chair, chairSeat: you, member, memberSeat: inside.you, memberToken: inside.resumeToken }
}

describe('what the presenter shows', () => {
  test('reaches a follower within 200 ms and whole, a hundred times over', async () => {
    const { chair, member } = await lookingTogether()
    const next = chance(26)
    const delays: number[] = []
    for (let turn = 1; turn <= 100; turn++) {
      const view = randomView(next)
      const sent = performance.now()
      const [, heard] = await Promise.all([chair.demand('show-view', { view }), member.hear('view-shown', ({ sequence }) => sequence === turn)])
      delays.push(performance.now() - sent)
      expect(heard.view).toEqual(view)
    }
    expect(delays.sort((a, b) => a - b)[94]).toBeLessThan(200)
  })

  test('is the same after a lost line and for one who comes late', async () => {
    const { one, chair, member, memberToken } = await lookingTogether()
    const view = randomView(chance(7))
    const mark = { id: 'm1', kind: 'length', at: view.at, points: [[0.1, 0.2], [0.3, 0.4]], text: '' } as const
    await chair.demand('show-view', { view })
    await member.hear('view-shown')
    member.drop()
    await chair.demand('show-view', { marks: [{ ...mark, points: [[0.1, 0.2], [0.3, 0.4]] }] })
    const back = kept(await running.resume(memberToken))
    await back.hear('admitted')
    expect(await back.demand('get-presentation', {})).toEqual({ sequence: 2, view, marks: [mark] })
    const late = kept(await running.come('requester', one))
    await chair.hear('waiting-changed', ({ waiting }) => waiting?.length === 1)
    await chair.demand('admit-all', {})
    await late.hear('admitted')
    expect((await late.demand('get-presentation', {})).view).toEqual(view)
  })

  test('comes from the presenter alone, who hands the part on', async () => {
    const { chair, member, memberSeat } = await lookingTogether()
    const view = randomView(chance(3))
    expect(await member.ask('show-view', { view })).toEqual({ ok: false, error: 'viewer.not-presenter' })
    expect(await member.ask('point-at', { place: [0.5, 0.5] })).toEqual({ ok: false, error: 'viewer.not-presenter' })
    await chair.demand('set-presenter', { seat: memberSeat })
    await member.demand('show-view', { view })
    expect((await chair.hear('view-shown')).view).toEqual(view)
    await member.demand('point-at', { place: [0.25, 0.75] })
    expect((await chair.hear('pointed-at')).place).toEqual([0.25, 0.75])
  })
})
