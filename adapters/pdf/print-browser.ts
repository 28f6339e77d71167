import { launch, type Browser, type Page } from 'puppeteer-core'

/** Prints self-contained HTML on A4, with neither scripts nor network nor files. */
export interface PrintBrowser {
  print(document: string): Promise<Uint8Array>
  close(): Promise<void>
}

export interface PrintBrowserOptions {
  /** Path of the Chromium binary. */
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

/** Keeps one Chromium for all jobs, started with the first and started again after a crash. */
export function openPrintBrowser({ chromium, pages, onBlocked }: PrintBrowserOptions): PrintBrowser {
  let running: Promise<Browser> | null = null
  let closed = false
  const turns = makeTurns(pages)

  const start = async (): Promise<Browser> => {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const browser = await launch({ executablePath: chromium, headless: true, args: [...launchArguments, ...sandbox] })
    browser.once('disconnected', () => {
      running = null
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

  return {
    print: (document) =>
      turns(async () => {
        const page = await (await browser()).newPage()
        try {
          await wallOff(page, onBlocked)
          await page.setContent(document, { waitUntil: 'load', timeout: 20_000 })
          return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: false, timeout: 20_000 })
        } finally {
          await page.close().catch(() => undefined)
        }
      }),
    close: async () => {
      closed = true
      const last = await running?.catch(() => null)
      await last?.close()
    },
  }
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

/** Lets `limit` pieces of work run at a time, in the order of asking. */
function makeTurns(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = limit
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
