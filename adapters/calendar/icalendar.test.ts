import { describe, expect, it } from 'vitest'
import { writeCalendar, writeInvitation, writeSeriesInvitation } from './icalendar.ts'

const entry = {
  id: 'a1', startsAt: new Date('2026-11-24T01:30:00.000Z'), endsAt: new Date('2026-11-24T02:15:00.000Z'), place: 'Phòng hội chẩn tầng 3', sequence: 4,
  summary: 'Hội chẩn HC-0421, Tim mạch', description: 'BVĐKKV Ba Lăng → BVĐKTW Sông Hàn; Chủ tọa: PGS.TS.BS. Hoàng Đức Thịnh', address: 'https://hoichan.example/cases/1',
}
const calendar = (entries = [entry]): string => writeCalendar({ name: 'Lịch hội chẩn', now: new Date('2026-11-22T00:00:00Z'), entries })
const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n')

it('says when in UTC, what, where, and which version', () => {
  expect(unfolded(calendar())).toEqual(expect.arrayContaining([
    'UID:a1@lien-vien', 'DTSTAMP:20261122T000000Z', 'DTSTART:20261124T013000Z', 'DTEND:20261124T021500Z', 'SEQUENCE:4',
    String.raw`SUMMARY:Hội chẩn HC-0421\, Tim mạch`, 'LOCATION:Phòng hội chẩn tầng 3', 'URL:https://hoichan.example/cases/1',
  ]))
})

it('breaks long lines at 75 bytes and never within a letter', () => {
  const lines = calendar().split('\r\n')
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  expect(unfolded(calendar()).find((line) => line.startsWith('DESCRIPTION'))).toBe(String.raw`DESCRIPTION:${entry.description.replace(';', String.raw`\;`)}`)
})

it.each(['\n', '\r\n', '\r'])('keeps a line break (%j) of a text out of the lines of the file', (lineBreak) => {
  expect(calendar([{ ...entry, summary: `Một${lineBreak}END:VCALENDAR\u0007` }])).toContain('SUMMARY:Một' + String.raw`\nEND:VCALENDAR ` + '\r\n')
})

it('is a calendar even without appointments', () => {
  expect(unfolded(calendar([]))).toEqual(expect.arrayContaining(['BEGIN:VCALENDAR', 'END:VCALENDAR']))
})

const letter = { now: new Date('2026-11-22T00:00:00Z'), organizer: { name: 'Liên "Viện"', address: 'lienvien@songhan.example' }, attendee: 'truc@songhan.example' }

describe('an invitation by mail', () => {
  const invitation = (method: 'REQUEST' | 'CANCEL'): readonly string[] => unfolded(writeInvitation(entry, { ...letter, method }))

  it('says in whose name, to whom, and asks for no answer by mail', () => {
    expect(invitation('REQUEST')).toEqual(expect.arrayContaining([
      'METHOD:REQUEST', 'STATUS:CONFIRMED', 'UID:a1@lien-vien', 'SEQUENCE:4', 'DTSTART:20261124T013000Z',
      'ORGANIZER;CN="Liên  Viện ":mailto:lienvien@songhan.example', 'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:truc@songhan.example',
    ]))
  })

  it('takes the same appointment away', () => {
    expect(invitation('CANCEL')).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'UID:a1@lien-vien', 'SEQUENCE:4']))
  })
})

it('tells a meeting that returns on the clock of Vietnam: its rule, its end, what is left out, and what was moved', () => {
  const lines = unfolded(writeSeriesInvitation({
    id: 'm1', place: null, sequence: 3, summary: 'Giao ban ngoại khoa', description: '', address: 'https://hoichan.example/schedule/meetings',
    startsOn: '2026-12-03', startTime: '14:00', durationMinutes: 60, rule: 'FREQ=WEEKLY;INTERVAL=1', lastOn: '2027-02-25', leftOut: ['2026-12-24', '2027-02-04'],
    moved: [{ on: '2026-12-10', date: '2026-12-11', startTime: '08:00', durationMinutes: 30 }],
  }, { ...letter, method: 'REQUEST' }))
  expect(lines).toEqual(expect.arrayContaining([
    'TZID:Asia/Ho_Chi_Minh', 'TZOFFSETTO:+0700', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261203T140000', 'DURATION:PT60M', 'RRULE:FREQ=WEEKLY;INTERVAL=1;UNTIL=20270225T165959Z',
    'EXDATE;TZID=Asia/Ho_Chi_Minh:20261224T140000,20270204T140000',
    'RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20261210T140000', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261211T080000', 'DURATION:PT30M',
  ]))
  expect(lines.filter((line) => line === 'UID:m1@lien-vien')).toHaveLength(2)
})
