import { describe, expect, it } from 'vitest'
import type { Meeting } from '#core/meeting/meeting.ts'
import { endedBefore, withDay } from '#core/meeting/meeting.ts'
import { brandId } from '#core/shared/ids.ts'
import { invitationOf } from './mail-invitation.ts'

const weekly: Meeting = {
  id: brandId('m1'), organization: brandId('hub'), title: 'Giao ban ngoại khoa', chair: brandId('chair'), people: [], guests: [],
  assets: [], rule: { cadence: 'weekly', startsOn: '2027-01-23', lastOn: null }, startTime: '14:00', durationMinutes: 60, onHoliday: 'skip', changes: [], plannedBy: brandId('chair'), revision: 1,
}
const envelope = { from: 'Liên Viện <lienvien@songhan.example>', to: 'truc@songhan.example', origin: 'https://hoichan.example', now: new Date('2026-11-22T00:00:00Z') }
const of = (meeting: Meeting) => {
  const invitation = invitationOf({ message: { about: 'notice', kind: 'meeting.changed', case: null, appointment: null, meeting: { ...meeting, place: 'Hội trường A' } }, language: 'vi' }, envelope)
  return { method: invitation?.method, lines: invitation?.content.replaceAll('\r\n ', '').split('\r\n') ?? [] }
}
const line = (meeting: Meeting, name: string): string => of(meeting).lines.find((one) => one.startsWith(name)) ?? ''

describe('the invitation to a meeting that returns', () => {
  it('leaves out Tết and what was called off, and keeps what was moved there by hand', () => {
    const changed = withDay(withDay(weekly, { on: '2027-01-30', as: 'cancelled' }), { on: '2027-02-13', as: 'moved', date: '2027-02-14', startTime: '08:00', durationMinutes: 60 })
    expect(line(changed, 'EXDATE')).toMatch(/:20270130T140000,20270206T140000/)
    expect(line(changed, 'RECURRENCE-ID')).toBe('RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20270213T140000')
    expect([line(changed, 'SEQUENCE'), line(changed, 'LOCATION')]).toEqual(['SEQUENCE:3', 'LOCATION:Hội trường A'])
    expect(line({ ...weekly, onHoliday: 'keep' }, 'EXDATE')).toBe('')
  })

  it.each([
    ['fortnightly', '2027-01-23', 'RRULE:FREQ=WEEKLY;INTERVAL=2'],
    ['monthly', '2027-01-14', 'RRULE:FREQ=MONTHLY;BYDAY=2TH'],
    ['monthly', '2027-01-29', 'RRULE:FREQ=MONTHLY;BYDAY=-1FR'],
  ] as const)('%s from %s is %s', (cadence, startsOn, rule) => {
    expect(line({ ...weekly, rule: { cadence, startsOn, lastOn: null } }, 'RRULE')).toBe(rule)
  })

  it('ends with a day, or is taken away where no day is left', () => {
    const ended = endedBefore(weekly, '2027-02-20')
    expect([of(ended).method, line(ended, 'RRULE')]).toEqual(['REQUEST', 'RRULE:FREQ=WEEKLY;INTERVAL=1;UNTIL=20270219T165959Z'])
    expect(of(endedBefore(weekly, '2027-01-23')).method).toBe('CANCEL')
  })
})

it('goes along with no other message', () => {
  expect(invitationOf({ message: { about: 'ring', from: 'BV Ba Lăng' }, language: 'vi' }, envelope)).toBeNull()
})
