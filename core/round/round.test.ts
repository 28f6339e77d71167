import { describe, expect, it } from 'vitest'
import { exampleActors, exampleCases } from '#core/case/testing.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type CaseId } from '#core/shared/ids.ts'
import { endedAt, goTo, longestNote, mayFollowRound, mayLeadRound, mayNote, noteText, unchangedCourse, withUnchanged, type Round } from './round.ts'

const [first, second] = [brandId<CaseId>('first'), brandId<CaseId>('second')]
const round: Round = { id: brandId('round'), meeting: brandId('meeting'), organization: brandId('hub'), on: '2026-12-03', patients: [first, second], places: new Map(), current: null, endedAt: null }
const meeting = { organization: round.organization, chair: brandId<Actor['practitioner']>('chair'), people: [brandId<Actor['practitioner']>('expected')] }
const person = (name: string, more: Partial<Actor> = {}): Actor => ({ practitioner: brandId(name), organization: brandId('hub'), roles: ['doctor'], ...more })

describe('a round', () => {
  it('goes to any of its patients and to no other', () => {
    expect(goTo(round, second)).toEqual({ ok: true, value: { ...round, current: second } })
    expect(goTo({ ...round, current: second }, first)).toEqual({ ok: true, value: { ...round, current: first } })
    expect(goTo(round, brandId('somebody'))).toEqual({ ok: false, error: 'round.no-such-patient' })
  })

  it('stands nowhere once it is over, and is over once', () => {
    const at = new Date('2026-12-03T02:00:00Z')
    const over = endedAt({ ...round, current: second }, at)
    expect(over).toEqual({ ok: true, value: { ...round, current: null, endedAt: at } })
    if (!over.ok) return
    expect([goTo(over.value, first), endedAt(over.value, at)]).toEqual([{ ok: false, error: 'round.over' }, { ok: false, error: 'round.over' }])
  })

  it.each([
    ['its chair', person('chair'), [true, true]],
    ['a coordinator of the hospital', person('any', { roles: ['coordinator'] }), [true, true]],
    ['whoever is expected', person('expected', { organization: brandId('district') }), [false, true]],
    ['its chair for another hospital', person('chair', { organization: brandId('other') }), [false, true]],
    ['a coordinator of another hospital', person('any', { organization: brandId('district'), roles: ['coordinator'] }), [false, false]],
    ['a colleague', person('any'), [false, false]],
  ])('%s', (_who, actor, leadsAndFollows) => {
    expect([mayLeadRound(actor, meeting), mayFollowRound(actor, meeting)]).toEqual(leadsAndFollows)
  })
})

describe('a note', () => {
  it('is written by whoever leads, the chair and the secretary of the case, and the doctor who treats the patient', () => {
    const led = { organization: brandId<Actor['organization']>('sister'), chair: exampleActors.bystander.practitioner }
    const writers = Object.entries(exampleActors).filter(([, actor]) => mayNote(actor, led, exampleCases.live)).map(([name]) => name)
    expect(writers).toEqual(['requester', 'chair', 'secretary'])
    expect(mayNote({ ...exampleActors.bystander, organization: led.organization }, led, exampleCases.live)).toBe(true)
  })

  it('has three lines and no more', () => {
    expect(noteText(' Đỡ đau\r\nRút dẫn lưu\nXuất viện thứ sáu \n')).toBe('Đỡ đau\nRút dẫn lưu\nXuất viện thứ sáu')
    expect([withUnchanged(''), withUnchanged('Đỡ đau\n'), withUnchanged(`Đỡ đau\n${unchangedCourse}`), withUnchanged('1\n2\n3')]).toEqual([unchangedCourse, `Đỡ đau\n${unchangedCourse}`, null, null])
    expect([noteText('1\n2\n3\n4'), noteText('x'.repeat(longestNote + 1)), noteText('  ')]).toEqual([null, null, ''])
  })
})
