import { parse } from 'csv-parse/sync'
import type { NewShift, Roster } from '#core/directory/keep-roster.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { fromWallTime, toWallTime } from '#web/ui/zoned-time.ts'

/** The columns of an exported roster; names and departments are there to be read, licence numbers and codes count. */
const columns = ['ma_khoa', 'khoa', 'so_cchn', 'ho_ten', 'thu_tu', 'bat_dau', 'ket_thuc'] as const
type Column = (typeof columns)[number]

const quoted = (text: string): string => {
  // A spreadsheet would run a text that begins like a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Writes a roster as CSV in UTF-8 with its mark, as spreadsheets want it for Vietnamese. */
export function writeRosterCsv({ shifts, people, departments }: Roster, timeZone: string): string {
  const wall = (at: Date): string => {
    const { date, time } = toWallTime(at, timeZone)
    return `${date} ${time}`
  }
  const lines = shifts.map((shift) => {
    const department = departments.find((one) => one.id === shift.department)
    const who = people.find((one) => one.practitioner.id === shift.practitioner)?.practitioner
    const cells: Record<Column, string> = {
      ma_khoa: department?.code ?? '', khoa: department?.name ?? '', so_cchn: who?.licenceNumber ?? '', ho_ten: who?.name ?? '',
      thu_tu: String(shift.position), bat_dau: wall(shift.startsAt), ket_thuc: wall(shift.endsAt),
    }
    return columns.map((column) => quoted(cells[column])).join(',')
  })
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`
}

export interface CsvFault {
  /** As a spreadsheet counts: the head is line 1. */
  readonly line: number
  readonly column: Column
}

/** Reads shifts from CSV by department code and licence number; the first line that cannot be understood is named. */
export function readRosterCsv(text: string, { people, departments }: Pick<Roster, 'people' | 'departments'>, timeZone: string): Result<readonly NewShift[], 'roster.bad-file'> & { readonly fault?: CsvFault } {
  let rows: Record<string, string>[]
  try {
    rows = parse<Record<string, string>>(text, { bom: true, columns: true, delimiter: [',', ';'], skip_empty_lines: true, trim: true })
  } catch {
    return { ...err('roster.bad-file'), fault: { line: 1, column: 'ma_khoa' } }
  }
  const shifts: NewShift[] = []
  for (const [index, row] of rows.entries()) {
    const bad = (column: Column) => ({ ...err('roster.bad-file'), fault: { line: index + 2, column } })
    const department = departments.find((one) => one.code === row['ma_khoa'])
    const who = people.find((one) => one.practitioner.licenceNumber !== null && one.practitioner.licenceNumber === row['so_cchn'])
    const position = Number(row['thu_tu'])
    const startsAt = momentOf(row['bat_dau'], timeZone)
    const endsAt = momentOf(row['ket_thuc'], timeZone)
    if (department === undefined) return bad('ma_khoa')
    if (who === undefined) return bad('so_cchn')
    if (!Number.isInteger(position) || position < 1 || position > 9) return bad('thu_tu')
    if (startsAt === null) return bad('bat_dau')
    if (endsAt === null || endsAt <= startsAt) return bad('ket_thuc')
    shifts.push({ department: department.id, practitioner: who.practitioner.id, position, startsAt, endsAt })
  }
  return ok(shifts)
}

function momentOf(text: string | undefined, timeZone: string): Date | null {
  const [date = '', time = ''] = (text ?? '').split(/[ T]/)
  const found = fromWallTime({ date, time }, timeZone)
  return found === null || Number.isNaN(found.getTime()) ? null : found
}
