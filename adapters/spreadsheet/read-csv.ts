import { parse } from 'csv-parse/sync'
import { foldForSearch } from '#core/record/search-text.ts'

export interface CsvRow {
  /** As a spreadsheet counts: the head is line 1. */
  readonly line: number
  /** By column: folded, words joined by "_" ("Mã khoa" is `ma_khoa`). */
  readonly cells: Readonly<Record<string, string>>
}

export interface CsvFile {
  readonly head: readonly string[]
  /** Rows that hold anything. */
  readonly rows: readonly CsvRow[]
}

/** A heading or a word of everyday speech, so that marks, case and underscores do not matter. */
export const spoken = (text: string): string => foldForSearch(text.replaceAll('_', ' '))

/** A cell's text: marks composed, single spaces; empty where the row is shorter. */
export const cellOf = ({ cells }: CsvRow, column: string): string => (cells[column] ?? '').normalize('NFC').replace(/\s+/g, ' ')

/** Reads CSV as any spreadsheet saves it: with or without its mark, with commas, semicolons or tabs, with any line ends; null where it is none. */
export function readCsv(text: string): CsvFile | null {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const delimiter = [';', '\t'].find((one) => firstLine.includes(one)) ?? ','
  let head: readonly string[] = []
  try {
    const records = parse<Record<string, string>>(text, {
      bom: true, delimiter, trim: true, relax_column_count: true,
      columns: (names: readonly string[]) => {
        head = names.map((name) => spoken(name).replaceAll(' ', '_'))
        return [...head]
      },
    })
    const rows = records.map((cells, index) => ({ line: index + 2, cells })).filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''))
    return { head, rows }
  } catch {
    return null
  }
}
