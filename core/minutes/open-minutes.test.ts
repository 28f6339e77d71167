import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { plainText, sectionsOf } from './document.ts'
import { makeOpenMinutes } from './open-minutes.ts'
import { sampleFacts } from './test-facts.ts'
import { makeMinutesWorld, sampleActor } from './test-world.ts'

describe('minutes that the room had open before anything was noted at the bed', () => {
  it('begin with the note all the same, until somebody writes in them', async () => {
    const world = makeMinutesWorld()
    let noted = ''
    let ids = 0
    const open = makeOpenMinutes({
      atomically: world.atomically, clock: () => new Date('2026-11-21T03:00:00Z'), newId: () => `id-${++ids}`, gatherFacts: () => Promise.resolve({ ...sampleFacts(), noted }),
    })
    const conclusionSeenBy = async (part: Parameters<typeof sampleActor>[0]): Promise<string> => {
      const opened = await open(sampleActor(part), { case: world.case })
      if (!opened.ok) throw new Error(opened.error)
      return sectionsOf(opened.value.minutes.document, 'conclusion').map(plainText).join('').trim()
    }
    expect(await conclusionSeenBy('chair')).toBe('')
    noted = 'Đỡ đau'
    expect(await conclusionSeenBy('secretary')).toBe('Đỡ đau')
    noted = 'Đỡ đau\nRút dẫn lưu'
    expect(await conclusionSeenBy('secretary')).toBe('Đỡ đau\nRút dẫn lưu')
    await world.repositories.liveMinutes.begin(brandId('id-1'), new Uint8Array())
    noted = 'Sốt lại'
    expect(await conclusionSeenBy('secretary')).toBe('Đỡ đau\nRút dẫn lưu')
    expect(await world.repositories.minutes.versions(world.case)).toHaveLength(1)
  })
})

describe('minutes that nobody was asked to write', () => {
  it('wait until the chair has named somebody, as the doctor who holds an emergency does', async () => {
    const world = makeMinutesWorld()
    let ids = 0
    const open = makeOpenMinutes({ atomically: world.atomically, clock: () => new Date(), newId: () => `id-${++ids}`, gatherFacts: () => Promise.resolve(sampleFacts()) })
    const one = await world.repositories.cases.find(world.case)
    if (one?.status !== 'ended') throw new Error('the session is over')
    const secretary = one.team.filter(({ part }) => part === 'secretary')
    await world.repositories.cases.save({ ...one, team: one.team.filter(({ part }) => part !== 'secretary') })
    expect(await open(sampleActor('chair'), { case: world.case })).toEqual({ ok: false, error: 'minutes.no-secretary' })
    await world.repositories.cases.save({ ...one, team: [...one.team.filter(({ part }) => part !== 'secretary'), ...secretary.map((who) => ({ ...who, invitation: { reply: 'pending' as const, invitedAt: new Date() } }))] })
    expect(await open(sampleActor('chair'), { case: world.case })).toMatchObject({ ok: true, value: { secretaryMissing: true } })
    await world.repositories.cases.save(one)
    expect(await open(sampleActor('chair'), { case: world.case })).toMatchObject({ ok: true, value: { secretaryMissing: false } })
  })
})
