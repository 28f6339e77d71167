import type { Page } from 'playwright-core'
import { openBadLine, whyNoBadLine } from '../e2e/support/bad-line/bad-line.ts'
import type { LineConditions } from '../e2e/support/bad-line/line-conditions.ts'
import type { Bench, BenchOptions, Figure } from './bench.ts'
import { openImageConsult, type ImageConsult } from './image-consult.ts'
import { quantile } from './statistics.ts'

const series = 'Tái tạo mỏng 0,6 mm'
/** The line of the promise: 2 Mbit/s both ways, 100 ms round trip. */
const thin: LineConditions = { up: 2_000_000, down: 2_000_000, roundTrip: 100 }
const lines = [{ name: 'fast line', conditions: {} }, { name: '2 Mbit/s, 100 ms', conditions: thin }] as const
const quietMs = 10_000
const steps = 60
const stepMs = 120

type Measured = ReadonlyMap<string, number>

/** A CT of 300 slices opened and scrolled in the room, and what the voice pays for it. */
export const imagesBench: Bench = {
  name: 'images',
  purpose: 'first picture and scrolling of a CT of 300 slices beside a call, and the voice meanwhile, over two lines',
  run: async (options) => {
    const missing = await whyNot(options)
    if (missing !== null || options.chromium === undefined) return { figures: [], voidRounds: 0, remarks: [`Not measured: ${missing ?? 'Chromium is not installed'}.`] }
    const consult = await openImageConsult(options.origin, options.chromium)
    try {
      return { figures: await measureRounds(consult, options, options.chromium), voidRounds: 0, remarks }
    } finally {
      await consult.close()
    }
  },
}

const remarks = [
  '"first picture": from the click on the series until a picture of it (small and drawn by the server, or full) is painted; a fresh browser with an empty cache sits in the running call.',
  `scrolling: ${steps} steps, one every ${stepMs} ms; "slices shown" are those of which a picture was painted while they were asked for; "behind" is the time from a step until its or a later picture was painted.`,
  '"voice invented": share of received sound that the browser had to invent, over ten quiet seconds beforehand (the baseline) and from the click to the end of scrolling.',
]

async function whyNot({ origin }: BenchOptions): Promise<string | null> {
  if (!(await fetch(`${origin}/api/health`).then(({ ok }) => ok, () => false))) return `no product answers at ${origin}; start it with \`npm start\` or name it by --origin`
  return whyNoBadLine() ?? null
}

async function measureRounds(consult: ImageConsult, { origin, rounds }: BenchOptions, program: string): Promise<readonly Figure[]> {
  const values = new Map<string, number[]>()
  const port = Number(new URL(origin).port || (origin.startsWith('https') ? 443 : 80))
  for (let round = 0; round < rounds; round += 1) {
    // In turning order, so that warmth meets both alike.
    for (const { name, conditions } of round % 2 === 0 ? lines : [...lines].reverse()) {
      const line = await openBadLine([port, ...consult.mediaPorts])
      try {
        // The room is entered over a line that is still good: what is measured is the pictures.
        const { page, leave } = await consult.seat(line.wrap(program))
        try {
          line.become(conditions)
          for (const [what, value] of await measureOne(page)) values.set(`${name}: ${what}`, [...(values.get(`${name}: ${what}`) ?? []), value])
        } finally {
          await leave()
        }
      } finally {
        line.close()
      }
    }
  }
  const [fast] = lines
  return [...values].sort(([a], [b]) => a.localeCompare(b)).map(([name, each]) => figureOf(name, each, fast.name))
}

function figureOf(name: string, values: readonly number[], fast: string): Figure {
  const [line = '', what = ''] = name.split(': ')
  const unit = what.startsWith('voice') || what.startsWith('slices') ? '%' : 'ms'
  const baseline = what === 'voice invented with pictures' ? `${line}: voice invented without pictures` : line === fast ? undefined : `${fast}: ${what}`
  return { name, unit, values, ...(baseline !== undefined && { baseline }) }
}

async function measureOne(page: Page): Promise<Measured> {
  const before = await heard(page)
  await page.waitForTimeout(quietMs)
  const quiet = await heard(page)
  await page.getByRole('tab', { name: 'Hình ảnh' }).click()
  const face = page.getByRole('navigation', { name: 'Các chuỗi ảnh' }).getByRole('button', { name: series }).first()
  await face.waitFor()
  const opened = firstPictures(page)
  await face.click()
  const { small, full } = await opened
  const scrolled = await scroll(page)
  const after = await heard(page)
  const invented = (from: Heard, to: Heard): number => (100 * (to.concealed - from.concealed)) / Math.max(1, to.samples - from.samples)
  return new Map([
    ['first picture', small], ['full picture', full],
    ['slices shown while scrolling', scrolled.shown], ['behind while scrolling, median', scrolled.median], ['behind while scrolling, p95', scrolled.p95],
    ['voice invented without pictures', invented(before, quiet)], ['voice invented with pictures', invented(quiet, after)],
  ])
}

/** Measured in the page by its own clock from the click on, so that driving the browser from outside adds nothing. */
const firstPictures = (page: Page): Promise<{ readonly small: number; readonly full: number }> =>
  page.evaluate(
    (name) =>
      new Promise((resolve) => {
        let clickedAt: number | null = null
        let small: number | null = null
        document.addEventListener('click', () => (clickedAt = performance.now()), { capture: true, once: true })
        const look = (): void => {
          const pane = document.querySelector(`[data-viewer] [role="img"][aria-label="Ảnh: ${name}"]`)
          const preview = pane?.querySelector('img[data-preview]')
          const isSmall = preview instanceof HTMLImageElement && preview.complete && preview.naturalWidth > 0
          const isFull = pane?.hasAttribute('data-drawn') === true
          if (clickedAt !== null && (isSmall || isFull)) small ??= performance.now() - clickedAt
          if (clickedAt !== null && small !== null && isFull) resolve({ small, full: performance.now() - clickedAt })
          else requestAnimationFrame(look)
        }
        look()
      }),
    series,
  )

/** Steps through the stack at the pace of a reader, and watches which pictures are painted. */
async function scroll(page: Page): Promise<{ readonly shown: number; readonly median: number; readonly p95: number }> {
  const group = page.getByRole('group', { name: 'Vùng đọc ảnh' })
  await page.evaluate(() => {
    const seen: { at: number; wanted: number; painted: number }[] = []
    Object.assign(window, { seenSlices: seen })
    const look = (): void => {
      const pane = document.querySelector('[data-viewer] [data-view]')
      const wanted = Number(pane?.getAttribute('data-frame') ?? -1)
      const preview = pane?.querySelector('img[data-preview]')
      const loaded = preview instanceof HTMLImageElement ? Number(preview.dataset['order'] ?? -1) : -1
      const painted = pane?.hasAttribute('data-drawn') === true ? wanted : loaded
      const last = seen.at(-1)
      if (last?.wanted !== wanted || last.painted !== painted) seen.push({ at: performance.now(), wanted, painted })
      if (Reflect.get(window, 'seenSlices') === seen) requestAnimationFrame(look)
    }
    look()
  })
  for (let step = 0; step < steps; step += 1) {
    await group.press('ArrowDown')
    await page.waitForTimeout(stepMs)
  }
  await page.locator('[data-viewer] [data-drawn]').first().waitFor()
  const seen = await page.evaluate(() => {
    const all = Reflect.get(window, 'seenSlices') as readonly { at: number; wanted: number; painted: number }[]
    Reflect.deleteProperty(window, 'seenSlices')
    return all
  })
  return judge(seen)
}

/** Of each slice that was asked for: when it, or one asked for later, was painted. */
function judge(seen: readonly { readonly at: number; readonly wanted: number; readonly painted: number }[]) {
  const asked = seen.filter(({ wanted }, at) => wanted !== seen[at - 1]?.wanted).slice(1)
  const painted = new Set(seen.map((one) => one.painted))
  const behind = asked.flatMap(({ at, wanted }) => {
    const found = seen.find((one) => one.at >= at && one.painted >= wanted)
    return found === undefined ? [] : [found.at - at]
  }).sort((a, b) => a - b)
  return {
    shown: (100 * asked.filter(({ wanted }) => painted.has(wanted)).length) / Math.max(1, asked.length),
    median: quantile(behind, 0.5),
    p95: quantile(behind, 0.95),
  }
}

interface Heard {
  readonly concealed: number
  readonly samples: number
}

/** The voice as it came: samples in all, and those that had to be invented. */
const heard = (page: Page): Promise<Heard> =>
  page.evaluate(async () => {
    let [concealed, samples] = [0, 0]
    for (const peer of window.peers ?? []) {
      if (peer.connectionState === 'closed') continue
      for (const [, stat] of (await peer.getStats()) as unknown as Map<string, Record<string, number | string>>) {
        if (stat['type'] !== 'inbound-rtp' || stat['kind'] !== 'audio') continue
        concealed += Number(stat['concealedSamples'] ?? 0) - Number(stat['silentConcealedSamples'] ?? 0)
        samples += Number(stat['totalSamplesReceived'] ?? 0)
      }
    }
    return { concealed, samples }
  })
