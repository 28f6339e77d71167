import { describe, expect, it } from 'vitest'
import type { Candidate } from './present-desk.ts'
import { firstChoice, quickStarts, startOf, startProblem } from './start-choice.ts'
import { peopleOf, proposalsOf, teamProblems } from './team-draft.ts'

const candidate = (practitioner: string, organization = 'hub'): Candidate => ({
  practitioner, organization, name: practitioner, title: 'BS.', department: null, hospital: organization, specialties: [],
})

describe('a team in the making', () => {
  it('tells in place what is missing, and that chair and secretary are two people', () => {
    expect(teamProblems({ chair: null, secretary: null, members: [] })).toEqual({ chair: 'noChair', secretary: 'noSecretary' })
    expect(teamProblems({ chair: 'a', secretary: 'a', members: [] })).toEqual({ secretary: 'same' })
    expect(teamProblems({ chair: 'a', secretary: 'b', members: [] })).toEqual({})
  })

  it('sends everybody once, with the hospital they come from', () => {
    const draft = { chair: 'a', secretary: 'b', members: ['b', 'c'] }
    expect(peopleOf(draft)).toEqual(['a', 'b', 'c'])
    expect(proposalsOf(draft, [candidate('a'), candidate('b'), candidate('c', 'district')])).toEqual([
      { practitioner: 'a', organization: 'hub', part: 'chair' },
      { practitioner: 'b', organization: 'hub', part: 'secretary' },
      { practitioner: 'c', organization: 'district', part: 'member' },
    ])
  })
})

describe('when the session starts', () => {
  const zone = 'Asia/Ho_Chi_Minh'
  const morning = new Date('2026-11-21T02:07:00Z')

  it('offers only what is still to come', () => {
    expect(quickStarts(morning, morning, zone).map((one) => one.id)).toEqual(['now', 'inHour', 'afternoon', 'tomorrow'])
    const evening = new Date('2026-11-21T12:07:00Z')
    expect(quickStarts(evening, new Date('2026-11-21T12:30:00Z'), zone).map((one) => one.id)).toEqual(['now', 'suggestion', 'inHour', 'tomorrow'])
    const early = new Date('2026-11-20T20:00:00Z')
    expect(quickStarts(early, early, zone).map((one) => one.id)).toEqual(['now', 'inHour', 'morning', 'afternoon', 'tomorrow'])
    expect(quickStarts(evening, evening, zone)[2]?.choice).toEqual({ mode: 'at', date: '2026-11-22', time: '08:00' })
  })

  it('begins with now for an emergency, and means the moment of pressing', () => {
    const first = firstChoice({ session: null, startsNow: true, suggestedStart: morning.toISOString() }, zone)
    expect(first).toEqual({ mode: 'now' })
    const later = new Date('2026-11-21T02:10:00Z')
    expect(startOf(first, later, zone)).toEqual(later)
  })

  it('refuses an empty and a past time', () => {
    expect(startProblem({ mode: 'at', date: '', time: '09:00' }, morning, zone)).toBe('missing')
    expect(startProblem({ mode: 'at', date: '2026-11-21', time: '09:00' }, morning, zone)).toBe('past')
    expect(startProblem({ mode: 'at', date: '2026-11-21', time: '09:30' }, morning, zone)).toBeUndefined()
  })
})
