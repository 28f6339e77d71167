import { makeMinutesRenderer } from '#adapters/pdf/minutes-renderer.ts'
import { openPrintBrowser } from '#adapters/pdf/print-browser.ts'
import { sampleOrder } from '#adapters/pdf/test-order.ts'
import { readFileSync, readdirSync } from 'node:fs'
import type { Bench, Figure } from './bench.ts'

const documents = 1_000
const together = 2
/** Node's heap takes its size in the first few hundred. */
const lookAt: readonly number[] = [100, 300, 600, documents]

/** Memory of a process and all below it, in MiB; what several share counts once (PSS), since Chromium spreads over many. */
function memoryOfFamily(root: number): number {
  const own = (pid: number): number => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0) / 1024
  const children = (pid: number): readonly number[] => readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').split(' ').filter((one) => one !== '').map(Number))
  const total = (pid: number): number => {
    try {
      return own(pid) + children(pid).reduce((sum, child) => sum + total(child), 0)
    } catch {
      // It ended while we looked.
      return 0
    }
  }
  return total(root)
}

const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/** A thousand documents in a row, and what the memory of renderer and browser does meanwhile. */
async function soak(print: () => Promise<unknown>): Promise<readonly Figure[]> {
  const memory = new Map<number, number>()
  for (let done = 0; done <= documents; done += together) {
    if (lookAt.includes(done)) memory.set(done, memoryOfFamily(process.pid))
    await Promise.all(Array.from({ length: together }, print))
  }
  return [...memory].map(([done, used]) => ({ name: `memory of renderer and browser after ${String(done)}`, unit: 'MiB', values: [used] }))
}

/** Three-page minutes from a warm pool: each by itself, many at a time, and with `--soak` a thousand in a row. */
export const pdfBench: Bench = {
  name: 'pdf',
  purpose: 'three-page minutes rendered to PDF/A-3a from a warm pool (promised: p95 at most 120 ms, 20 a second, flat memory over 1,000)',
  run: async ({ rounds, printBrowser, soak: isSoak }) => {
    const browser = openPrintBrowser({ chromium: printBrowser ?? '/usr/bin/chromium', pages: together, onBlocked: () => undefined })
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
