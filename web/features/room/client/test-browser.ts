import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { createViteServer, type Vite } from 'vitest/node'
import { loadAddress } from '../line-test/throughput.ts'

const flags = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--auto-select-desktop-capture-source=Entire screen',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--allow-loopback-in-peer-connection',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
]

/** What a page loads: a function of one of the client's modules, put on its window under its own name. */
interface Entry {
  readonly module: string
  readonly name: string
}

export const roomClient: Entry = { module: 'web/features/room/client/room-client.ts', name: 'createRoomClient' }

const pageOf = (entries: readonly Entry[]): string => `<!doctype html><title>room</title><body><script type="module">
${entries.map(({ module, name }) => `import { ${name} } from '/${module}'\nwindow.${name} = ${name}`).join('\n')}
window.ready = true
</script>`

/** The room server knows its own pages by their origin, which this server's is not. */
const withoutOrigin: NonNullable<Vite.ProxyOptions['configure']> = (proxy) => {
  proxy.on('proxyReq', (request) => request.removeHeader('origin'))
  proxy.on('proxyReqWs', (request) => request.removeHeader('origin'))
}

/** Serves the client's own modules on one origin with the room server, to a real browser with a fake camera. */
export async function openTestBrowser(signalingPort: number, entries: readonly Entry[] = [roomClient]) {
  const root = new URL('../../../..', import.meta.url).pathname
  // One for each: two servers that fill one cache side by side take each other's files away.
  const cacheDir = `${root}node_modules/.cache/room-client-test/${randomUUID()}`
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir,
    optimizeDeps: { entries: entries.map(({ module }) => module) },
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null, proxy: { '/rt': { target: `http://127.0.0.1:${signalingPort}`, ws: true, configure: withoutOrigin } } },
    plugins: [
      {
        name: 'test-page',
        configureServer: ({ middlewares }) => {
          middlewares.use('/room.html', (_request, response) => {
            response.setHeader('content-type', 'text/html')
            response.end(pageOf(entries))
          })
          // The portal's part of a line test.
          middlewares.use(loadAddress, (request, response) => {
            const bytes = Number(new URL(request.url ?? '', 'http://test').searchParams.get('bytes'))
            request.resume().once('end', () => response.writeHead(200).end(request.method === 'GET' ? randomBytes(bytes) : undefined))
          })
        },
      },
    ],
  })
  await server.listen()
  const { port } = server.httpServer?.address() as AddressInfo
  const browsers: Browser[] = []
  const launch = async (executablePath: string): Promise<Browser> => {
    const browser = await chromium.launch({ executablePath, args: flags })
    browsers.push(browser)
    return browser
  }
  const near = await launch(inject('chromiumBin'))
  return {
    /** Where the pages are served. */
    port,
    /** A browser of its own, for example one behind a bad line. */
    launch,
    /** A person's own browser, with the room's client loaded and tickets at hand. */
    openPage: async (requestTicket: () => Promise<string>, browser: Browser = near, origin = `http://127.0.0.1:${port}`): Promise<Page> => {
      const context = await browser.newContext({ permissions: ['camera', 'microphone'], viewport: { width: 900, height: 600 } })
      const tab = await context.newPage()
      await tab.exposeFunction('requestTicket', requestTicket)
      await loaded(tab, `${origin}/room.html`)
      return tab
    },
    close: async (): Promise<void> => {
      await Promise.all(browsers.map((browser) => browser.close()))
      await server.close()
      await rm(cacheDir, { recursive: true, force: true })
    },
  }
}

/** A page that came while dependencies were still being bundled holds addresses that are gone: it is asked for again. */
async function loaded(tab: Page, address: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await tab.goto(address)
    const ready = tab.waitForFunction('window.ready === true', undefined, { timeout: 12_000 })
    if (attempt === 4) await ready
    if (await ready.then(() => true, () => false)) return
  }
}
