import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { firstLoads } from '#infra/start/first-load.ts'
import { signIn } from '../e2e/pages/sign-in-page.ts'
import { person } from '../e2e/support/people.ts'
import type { Bench, BenchOptions, Figure } from './bench.ts'
import { isPortalBuilt } from './national-portal.ts'

const kilobytes = (bytes: number): number => bytes / 1_000
const framework = 'script: the framework, on every page'
/** The shell around everything, with next to nothing in it. */
const emptyPage = '/device/approve'
const lists = ['/', '/cases', '/schedule', '/patients'] as const
/** A processor so many times slower than this one. */
const slower = 4
/** After it nothing larger is painted any more. */
const settleMs = 1_000

/** How soon each page shows its largest part on a slow machine, and the script that it brings. */
export const pagesBench: Bench = {
  name: 'pages',
  purpose: `largest paint with the processor ${slower} times slower (target: 900 ms), and compressed script at the first load of each page of the last production build (target: 110 kB for lists, 220 kB for the room)`,
  run: async (options) => {
    const painted = await paintFigures(options)
    return { voidRounds: 0, figures: [...painted.figures, ...scriptFigures()], remarks: [...painted.remarks, ...remarks] }
  },
}

const remarks = [
  'Script: sizes of the build, gzip, so one round says it all; each page beside the framework alone. What comes when it is shown (editor, viewer, media client, image engine) does not count.',
]

function scriptFigures(): readonly Figure[] {
  if (!isPortalBuilt()) return []
  const loads = firstLoads()
  return [
    { name: framework, unit: 'kB', values: loads.slice(0, 1).map(({ frameworkBytes }) => kilobytes(frameworkBytes)) },
    ...loads.toSorted((a, b) => a.ownBytes - b.ownBytes).map(({ page, frameworkBytes, ownBytes }): Figure => (
      { name: `script: ${page}`, unit: 'kB', values: [kilobytes(frameworkBytes + ownBytes)], baseline: framework }
    )),
  ]
}

async function paintFigures({ origin, chromium: executablePath, rounds }: BenchOptions): Promise<{ readonly figures: readonly Figure[]; readonly remarks: readonly string[] }> {
  const running = await fetch(`${origin}/api/health`).then(({ ok }) => ok, () => false)
  if (!running || executablePath === undefined) {
    const missing = executablePath === undefined ? 'Chromium is not installed' : `no product answers at ${origin}`
    return { figures: [], remarks: [`Largest paint was not measured: ${missing}; start it with \`npm start\` or name it by --origin.`] }
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-first-run', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] })
  try {
    const signedIn = await browser.newContext({ baseURL: origin, locale: 'vi-VN' })
    await signIn(await signedIn.newPage(), person('ducthinh'))
    const cookies = await signedIn.storageState()
    await signedIn.close()
    const paths = [emptyPage, ...lists]
    const times = new Map<string, number[]>(paths.map((path) => [path, []]))
    for (let round = 0; round <= rounds; round += 1) {
      for (const path of paths) {
        const paint = await largestPaint(browser, { baseURL: origin, locale: 'vi-VN', storageState: cookies }, path)
        // The first round warms the portal, not the browser: each visit is a browser's first.
        if (round > 0 && Number.isFinite(paint)) times.get(path)?.push(paint)
      }
    }
    const nameOf = (path: string): string => `largest paint: ${path}`
    return {
      figures: [...times].map(([path, values]) => ({ name: nameOf(path), unit: 'ms', values, ...(path !== emptyPage && { baseline: nameOf(emptyPage) }) })),
      remarks: [`Largest paint: Chromium on this machine, its processor slowed ${slower} times, a fresh browser with an empty cache for each visit, portal and gateway at ${origin}.`],
    }
  } finally {
    await browser.close()
  }
}

/** Milliseconds from the asking for the page until the last of its largest paints. */
async function largestPaint(browser: Browser, options: Parameters<Browser['newContext']>[0], path: string): Promise<number> {
  const context: BrowserContext = await browser.newContext(options)
  try {
    const page = await context.newPage()
    const slow = await context.newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: slower })
    await page.goto(path, { waitUntil: 'load' })
    await page.waitForTimeout(settleMs)
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          setTimeout(() => resolve(Number.NaN), 5_000)
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({ type: 'largest-contentful-paint', buffered: true })
        }),
    )
  } finally {
    await context.close()
  }
}
