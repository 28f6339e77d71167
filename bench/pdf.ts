import { makeMinutesRenderer } from '#adapters/pdf/minutes-renderer.ts'
import { openPrintBrowser } from '#adapters/pdf/print-browser.ts'
import { sampleOrder } from '#adapters/pdf/test-order.ts'
import { readFileSync, readdirSync } from 'node:fs'
import type { Bench, Figure } from './bench.ts'

const documents = 1_000
const together = 2
const mebibyte = 1024 * 1024

/** Resident memory of a process and all below it, in MiB: Chromium spreads over many. */
function memoryOfFamily(root: number): number {
  const pages = (pid: number): number => Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096
  const children = (pid: number): readonly number[] => readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').split(' ').filter((one) => one !== '').map(Number))
  const total = (pid: number): number => {
    try {
      return pages(pid) + children(pid).reduce((sum, child) => sum + total(child), 0)
    } catch {
      // It ended while we looked.
      return 0
    }
  }
  return total(root) / mebibyte
}

const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/** A thousand documents in a row, and what the memory of renderer and browser does meanwhile. */
async function soak(print: () => Promise<unknown>): Promise<readonly Figure[]> {
  const memory: number[] = []
  for (let done = 0; done < documents; done += together) {
    await Promise.all(Array.from({ length: together }, print))
    if (done % 100 === 0) memory.push(memoryOfFamily(process.pid))
  }
  return [
    { name: 'memory of renderer and browser after the first 100 of 1,000', unit: 'MiB', values: [memory[1] ?? Number.NaN] },
    { name: 'memory of renderer and browser after 1,000', unit: 'MiB', values: [memory.at(-1) ?? Number.NaN] },
  ]
}

/** Three-page minutes from a warm pool: each by itself, many at a time, and with `--soak` a thousand in a row. */
export const pdfBench: Bench = {
  name: 'pdf',
  purpose: 'three-page minutes rendered to PDF/A-3a from a warm pool (promised: p95 at most 120 ms, 20 a second, flat memory over 1,000)',
  run: async ({ rounds, chromium, soak: isSoak }) => {
    const browser = openPrintBrowser({ chromium: chromium ?? '/usr/bin/chromium', pages: together, onBlocked: () => undefined })
    const renderer = makeMinutesRenderer(browser)
    const order = sampleOrder()
    try {
      for (let warm = 0; warm < 20; warm += 1) await renderer.render(order)
      const [middle, late, rate]: [number[], number[], number[]] = [[], [], []]
      for (let round = 0; round < rounds; round += 1) {
        const times: number[] = []
        for (let one = 0; one < 50; one += 1) {
          const start = performance.now()
          await renderer.render(order)
          times.push(performance.now() - start)
        }
        middle.push(percentile(times, 0.5))
        late.push(percentile(times, 0.95))
        const start = performance.now()
        await Promise.all(Array.from({ length: 60 }, () => renderer.render(order)))
        rate.push(60_000 / (performance.now() - start))
      }
      return {
        voidRounds: 0,
        figures: [
          { name: 'one document, p50', unit: 'ms', values: middle },
          { name: 'one document, p95', unit: 'ms', values: late },
          { name: 'documents a second, two at a time', unit: '/s', values: rate },
          ...(isSoak ? await soak(() => renderer.render(order)) : []),
        ],
        remarks: ['the embedded FHIR document and form are made and packed in the same time'],
      }
    } finally {
      await browser.close()
    }
  },
}
