import { describe, expect, it } from 'vitest'
import { writeCalendar, writeInvitation } from './icalendar.ts'

const entry = {
  id: 'a1', startsAt: new Date('2026-11-24T01:30:00.000Z'), endsAt: new Date('2026-11-24T02:15:00.000Z'), sequence: 4,
  summary: 'Hội chẩn HC-0421, Tim mạch', description: 'BVĐKKV Ba Lăng → BVĐKTW Sông Hàn; Chủ tọa: PGS.TS.BS. Hoàng Đức Thịnh', address: 'https://hoichan.example/cases/1',
}
const calendar = (entries = [entry]): string => writeCalendar({ name: 'Lịch hội chẩn', now: new Date('2026-11-22T00:00:00Z'), entries })
const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n')

it('says when in UTC, what, where, and which version', () => {
  expect(unfolded(calendar())).toEqual(expect.arrayContaining([
    'UID:a1@lien-vien', 'DTSTAMP:20261122T000000Z', 'DTSTART:20261124T013000Z', 'DTEND:20261124T021500Z', 'SEQUENCE:4',
    String.raw`SUMMARY:Hội chẩn HC-0421\, Tim mạch`, 'URL:https://hoichan.example/cases/1',
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

describe('an invitation by mail', () => {
  const invitation = (method: 'REQUEST' | 'CANCEL'): readonly string[] =>
    unfolded(writeInvitation({ method, now: new Date('2026-11-22T00:00:00Z'), entry, organizer: { name: 'Liên "Viện"', address: 'lienvien@songhan.example' }, attendee: 'truc@songhan.example' }))

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
