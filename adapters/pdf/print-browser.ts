import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { launch, type Browser, type Page } from 'puppeteer-core'
import { clearLeftBehind, makePrintHome, type PrintHome } from './print-home.ts'

/** Prints self-contained HTML on A4, with neither scripts nor network nor files. */
export interface PrintBrowser {
  print(document: string): Promise<Uint8Array>
  close(): Promise<void>
}

export interface PrintBrowserOptions {
  /** Path of the Chromium binary; the headless shell is the quicker one. */
  readonly chromium: string
  /** How many pages print at the same time; a third job waits for its turn. */
  readonly pages: number
  /** Told of every address that a document tried to reach. */
  readonly onBlocked: (url: string) => void
}

const launchArguments = [
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions', '--disable-gpu', '--no-first-run',
  '--disable-features=OptimizationHints,MediaRouter,Translate', '--no-pings', '--metrics-recording-only',
  // Were the interception ever to miss a request, it would find no name and no proxy.
  '--host-resolver-rules=MAP * ~NOTFOUND', '--proxy-server=127.0.0.1:9', '--proxy-bypass-list=<-loopback>',
]

const isOwnData = (url: string): boolean => url === 'about:blank' || url.startsWith('data:')

/** A page goes after this many documents, so that memory stays flat over thousands. */
const printsPerPage = 100

interface WarmPage {
  readonly page: Page
  readonly prints: number
}

async function printOn(page: Page, document: string): Promise<Uint8Array> {
  await page.setContent(document, { waitUntil: 'load', timeout: 20_000 })
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: false, waitForFonts: false, timeout: 20_000 })
}

/** Keeps one Chromium for all jobs, started with the first and started again after a crash; its pages stay warm between jobs. */
export function openPrintBrowser({ chromium, pages, onBlocked }: PrintBrowserOptions): PrintBrowser {
  let [running, home]: [Promise<Browser> | null, Promise<PrintHome> | null] = [null, null]
  let warm: WarmPage[] = []
  let closed = false
  const turns = makeTurns(pages)

  // A folder that cannot be taken away is no reason not to print.
  void clearLeftBehind().catch(() => undefined)

  const start = async (): Promise<Browser> => {
    home ??= makePrintHome()
    const browser = await launchWith(chromium, await home)
    browser.once('disconnected', () => {
      running = null
      warm = []
    })
    return browser
  }

  const browser = (): Promise<Browser> => {
    if (closed) throw new Error('the print browser is closed')
    running ??= start().catch((cause: unknown) => {
      running = null
      throw cause
    })
    return running
  }

  const takePage = async (): Promise<WarmPage> => {
    const ready = await browser()
    const idle = warm.pop()
    if (idle) return idle
    const page = await ready.newPage()
    await wallOff(page, onBlocked)
    return { page, prints: 0 }
  }

  /** Empties the page, which also ends any journey the document had begun; a page on which anything went wrong is not used again. */
  const giveBack = async ({ page, prints }: WarmPage, sound: boolean): Promise<void> => {
    const emptied = sound && !closed && prints < printsPerPage && (await page.setContent('').then(() => page.url() === 'about:blank', () => false))
    if (emptied) warm.push({ page, prints: prints + 1 })
    else await page.close().catch(() => undefined)
  }

  return {
    print: async (document) => {
      const endTurn = await turns()
      const taken = await takePage().catch((cause: unknown) => {
        endTurn()
        throw cause
      })
      let sound = false
      try {
        const pdf = await printOn(taken.page, document)
        sound = true
        return pdf
      } finally {
        // Whoever asked for the print need not wait for the page.
        void giveBack(taken, sound).then(endTurn)
      }
    },
    close: async () => {
      closed = true
      const last = await running?.catch(() => null)
      await last?.close()
      await home?.then((made) => made.remove())
    },
  }
}

/** Spoken to through a pipe: quicker than a socket, and nobody else on the machine can. */
async function launchWith(executablePath: string, { environment, folder }: PrintHome): Promise<Browser> {
  const open = async (more: readonly string[]): Promise<Browser> =>
    launch({ executablePath, headless: true, pipe: true, userDataDir: await mkdtemp(join(folder, 'profile-')), args: [...launchArguments, ...more], env: environment })
  if (process.getuid?.() === 0) return open(['--no-sandbox'])
  // Containers and hardened kernels let nobody make the namespaces that the sandbox takes; the container is then the wall.
  return open([]).catch((cause: unknown) => {
    if (!/No usable sandbox/.test(String(cause))) throw cause
    return open(['--no-sandbox'])
  })
}

async function wallOff(page: Page, onBlocked: (url: string) => void): Promise<void> {
  await page.setJavaScriptEnabled(false)
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    if (isOwnData(request.url())) {
      void request.continue().catch(() => undefined)
      return
    }
    onBlocked(request.url())
    void request.abort('blockedbyclient').catch(() => undefined)
  })
}

/** Lets `limit` pieces of work run at a time, in the order of asking; each ends its turn by calling what it was given. */
function makeTurns(limit: number): () => Promise<() => void> {
  let free = limit
  const waiting: (() => void)[] = []
  return async () => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    return () => {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
