import { cellOf, readCsv, spoken, type CsvRow } from '#adapters/spreadsheet/read-csv.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { DepartmentRow, DirectoryList, ImportedRole, PersonRow } from '#core/directory/import-directory.ts'
import { foldForSearch } from '#core/record/search-text.ts'

export const departmentColumns = ['ma_khoa', 'ten_khoa'] as const
export const peopleColumns = ['so_cchn', 'ho_ten', 'hoc_vi', 'ma_khoa', 'vai_tro', 'chuyen_khoa', 'dien_thoai', 'truong_khoa'] as const

/** Longest list that is taken in at once. */
const mostRows = 5_000

export type FileFault = { readonly fault: 'not-utf8' | 'unreadable' | 'empty' | 'too-long' } | { readonly fault: 'columns'; readonly missing: readonly string[] }

/** Specialties by every name that a list may use, folded. */
export type SpecialtyNames = ReadonlyMap<string, SpecialtyCode>

const roles: Readonly<Partial<Record<string, ImportedRole>>> = {
  'bac si': 'doctor', bs: 'doctor', doctor: 'doctor',
  'dieu duong': 'nurse', dd: 'nurse', 'ho sinh': 'nurse', nurse: 'nurse',
  'dieu phoi': 'coordinator', 'dieu phoi vien': 'coordinator', coordinator: 'coordinator',
}
const yes = new Set(['x', 'co', '1', 'yes', 'true'])

/**
 * Reads a list of departments or of people as a spreadsheet saves it: with or without its mark, with commas, semicolons or tabs, with any
 * line ends. Which of the two it is, its head says; marks in the head do not matter.
 */
export function readDirectoryCsv(text: string, specialties: SpecialtyNames): { readonly list: DirectoryList } | { readonly file: FileFault } {
  if (text.includes('\uFFFD')) return { file: { fault: 'not-utf8' } }
  const file = readCsv(text)
  if (file === null) return { file: { fault: 'unreadable' } }
  const { head, rows } = file
  const kind = head.includes('ho_ten') || head.includes('so_cchn') ? 'people' : 'departments'
  const missing = (kind === 'people' ? peopleColumns : departmentColumns).filter((column) => !head.includes(column))
  if (missing.length > 0) return { file: { fault: 'columns', missing } }
  if (rows.length === 0) return { file: { fault: 'empty' } }
  if (rows.length > mostRows) return { file: { fault: 'too-long' } }
  return { list: kind === 'people' ? { kind, rows: rows.map((row) => personOf(row, specialties)) } : { kind, rows: rows.map(departmentOf) } }
}

const departmentOf = (row: CsvRow): DepartmentRow => ({ line: row.line, code: cellOf(row, 'ma_khoa').toUpperCase(), name: cellOf(row, 'ten_khoa') })

function personOf(row: CsvRow, specialties: SpecialtyNames): PersonRow {
  const named = cellOf(row, 'chuyen_khoa').split(/[|,;+]/).map((one) => one.trim()).filter((one) => one !== '')
  const known = named.map((one) => specialties.get(foldForSearch(one)))
  const codes = known.filter((code) => code !== undefined)
  return {
    line: row.line,
    licenceNumber: cellOf(row, 'so_cchn'),
    name: cellOf(row, 'ho_ten'),
    title: cellOf(row, 'hoc_vi'),
    departmentCode: cellOf(row, 'ma_khoa').toUpperCase(),
    role: roles[spoken(cellOf(row, 'vai_tro'))] ?? null,
    specialties: codes.length === named.length ? [...new Set(codes)] : null,
    phone: cellOf(row, 'dien_thoai'),
    isHead: yes.has(foldForSearch(cellOf(row, 'truong_khoa'))),
  }
}
