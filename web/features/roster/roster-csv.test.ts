import { describe, expect, it } from 'vitest'
import type { Roster } from '#core/directory/keep-roster.ts'
import { brandId } from '#core/shared/ids.ts'
import { readRosterCsv, writeRosterCsv } from './roster-csv.ts'

const zone = 'Asia/Ho_Chi_Minh'
const roster: Roster = {
  now: new Date('2026-11-21T02:00:00Z'),
  departments: [{ id: brandId('d19'), organization: brandId('hub'), code: 'K19', name: 'Khoa Ngoại, tầng 3' }],
  people: [{
    practitioner: { id: brandId('p1'), name: 'Dương Khánh Linh', title: 'ThS.BS.', licenceNumber: '000907/DEMO-CCHN', phone: null },
    department: null, specialties: [], isHead: false, isDoctor: true, presence: null,
  }],
  shifts: [{
    id: brandId('s1'), organization: brandId('hub'), department: brandId('d19'), practitioner: brandId('p1'), position: 1,
    startsAt: new Date('2026-11-21T00:00:00Z'), endsAt: new Date('2026-11-22T00:00:00Z'),
  }],
  swaps: [], leaves: [],
}

describe('a roster as a spreadsheet', () => {
  it('comes back as it went out, with Vietnamese names and commas', () => {
    const text = writeRosterCsv(roster, zone)
    expect(text).toContain('"Khoa Ngoại, tầng 3",000907/DEMO-CCHN,Dương Khánh Linh,1,2026-11-21 07:00,2026-11-22 07:00')
    const [shift] = roster.shifts
    expect(readRosterCsv(text, roster, zone)).toEqual({
      ok: true, value: [{ department: 'd19', practitioner: 'p1', position: 1, startsAt: shift?.startsAt, endsAt: shift?.endsAt }],
    })
  })

  it('reads what a Vietnamese spreadsheet saves with semicolons', () => {
    const text = 'ma_khoa;khoa;so_cchn;ho_ten;thu_tu;bat_dau;ket_thuc\nK19;;000907/DEMO-CCHN;;2;2026-11-23 07:00;2026-11-24 07:00\n'
    expect(readRosterCsv(text, roster, zone)).toMatchObject({ ok: true, value: [{ position: 2 }] })
  })

  it('names the line and the column that it does not understand, and takes nothing', () => {
    const line = (cells: string) => `ma_khoa,khoa,so_cchn,ho_ten,thu_tu,bat_dau,ket_thuc\nK19,,000907/DEMO-CCHN,,1,2026-11-23 07:00,2026-11-24 07:00\n${cells}\n`
    const fault = (cells: string) => readRosterCsv(line(cells), roster, zone).fault
    expect(fault('K77,,000907/DEMO-CCHN,,1,2026-11-23 07:00,2026-11-24 07:00')).toEqual({ line: 3, column: 'ma_khoa' })
    expect(fault('K19,,unknown,,1,2026-11-23 07:00,2026-11-24 07:00')).toEqual({ line: 3, column: 'so_cchn' })
    expect(fault('K19,,000907/DEMO-CCHN,,10,2026-11-23 07:00,2026-11-24 07:00')).toEqual({ line: 3, column: 'thu_tu' })
    expect(fault('K19,,000907/DEMO-CCHN,,1,23/11/2026,2026-11-24 07:00')).toEqual({ line: 3, column: 'bat_dau' })
    expect(fault('K19,,000907/DEMO-CCHN,,1,2026-11-24 07:00,2026-11-23 07:00')).toEqual({ line: 3, column: 'ket_thuc' })
  })

  it('lets no cell run as a formula', () => {
    const [someone] = roster.people
    if (someone === undefined) throw new Error('nobody is on the roster')
    const evil = { ...roster, people: [{ ...someone, practitioner: { ...someone.practitioner, name: '=HYPERLINK("x")' } }] }
    expect(writeRosterCsv(evil, zone)).toContain(`"'=HYPERLINK(""x"")"`)
  })
})
