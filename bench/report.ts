import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { version as mediasoupVersion } from 'mediasoup'
import type { BenchResult, Figure } from './bench.ts'
import { spreadOf } from './statistics.ts'

/** Where a measurement was taken, so that two of them are compared only when they may be. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly kernel: string
  readonly node: string
  readonly mediasoup: string
  readonly commit: string
}

export function describeMachine(): Machine {
  const [first] = cpus()
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', 'sfu', 'contract', 'bench', 'infra/media-worker') === '' ? '' : '+changes'
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    mediasoup: mediasoupVersion,
    commit: git('rev-parse', '--short', 'HEAD') + changed,
  }
}

/** The tables that a person reads: the grid, where there is one, and a line for each other figure. */
export function presentTable({ figures, voidRounds, remarks }: BenchResult): string {
  const lone = figures.filter(({ cell }) => cell === undefined)
  const head = ['figure', 'median', 'quartiles', 'rounds', 'against baseline']
  const lines = lone.length > 0 ? ruled([head, ...lone.map((figure) => presentRow(figure, figures))]) : []
  const busy = voidRounds > 0 ? [`${voidRounds} round(s) void: something else used the machine, or the load could not be carried.`] : []
  return [...presentGrid(figures), ...lines, '', ...busy, ...remarks].join('\n')
}

/** The medians of all figures that have a place in the grid. */
function presentGrid(figures: readonly Figure[]): string[] {
  const placed = figures.flatMap(({ cell, values }) => (cell ? [{ ...cell, median: spreadOf(values)?.median }] : []))
  if (placed.length === 0) return []
  const columns = [...new Set(placed.map(({ column }) => column))]
  const rows = [...new Set(placed.map(({ row }) => row))]
  const show = (row: string, column: string): string => placed.find((cell) => cell.row === row && cell.column === column)?.median?.toFixed(2) ?? '-'
  return [...ruled([['medians', ...columns], ...rows.map((row) => [row, ...columns.map((column) => show(row, column))])]), '']
}

/** The first row over a rule, all columns as wide as they need. */
function ruled(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const [first = '', ...rest] = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
  return [first, widths.map((width) => '-'.repeat(width)).join('  '), ...rest]
}

function presentRow(figure: Figure, figures: readonly Figure[]): string[] {
  const spread = spreadOf(figure.values)
  if (!spread) return [figure.name, 'not measured', '', '0', '']
  const show = (value: number): string => value.toFixed(value < 100 ? 2 : 0)
  const baseline = spreadOf(figures.find(({ name }) => name === figure.baseline)?.values ?? [])
  const ratio = baseline && baseline.median !== 0 ? `${(spread.median / baseline.median).toFixed(2)} x ${figure.baseline}` : ''
  const quartiles = `${show(spread.low)} - ${show(spread.high)}`
  return [figure.name, `${show(spread.median)} ${figure.unit}`, quartiles, String(figure.values.length), ratio]
}

/** Writes the whole run as JSON and returns the file's path. */
export function saveReport(name: string, at: Date, result: BenchResult): string {
  const folder = new URL('results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const stamp = at.toISOString().slice(0, 19).replaceAll(':', '-')
  const file = new URL(`${name}-${stamp}.local.json`, folder)
  const figures = result.figures.map((figure) => ({ ...figure, spread: spreadOf(figure.values) }))
  writeFileSync(file, JSON.stringify({ bench: name, at, machine: describeMachine(), ...result, figures }, null, 2))
  return file.pathname
}
