import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { inject } from 'vitest'
import { bundleEngineInto } from '#infra/viewer-engine/bundle.ts'
import { contentSecurityPolicy } from '#web/server/security-headers.ts'
import type { ServedInstance } from './test-dicom.ts'

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' }
const nonce = 'bm9uY2U='
const page = `<!doctype html><title>viewer</title><link rel="icon" href="data:,"><body style="margin:0;background:#000">
<div id="pane" style="width:512px;height:512px"></div>
<script nonce="${nonce}" type="module">
const { createViewerEngine } = await import('/viewer-engine/engine.js')
const engine = await createViewerEngine({ askText: async () => 'ghi chú' })
const seen = { views: [], failed: 0 }
const pane = engine.openPane(document.getElementById('pane'), {
  onView: (view) => { seen.views.push(view) }, onWaiting: (facts) => { seen.waiting = facts }, onPointer: () => {}, onFailed: () => { seen.failed += 1 },
})
Object.assign(window, { engine, pane, seen })
document.getElementById('pane').dataset.ready = ''
</script>`

/** A real browser, the bundled engine under the portal's own policy, and an archive that serves given pictures. */
export async function openViewerBrowser(instances: readonly ServedInstance[]) {
  const folder = await mkdtemp(join(tmpdir(), 'viewer-engine-'))
  await bundleEngineInto(folder)
  const send = (response: ServerResponse, type: string, body: Uint8Array | string): void => {
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'private, immutable, max-age=600' }).end(body)
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://viewer').pathname
    const [, , , , , , series = '', what = '', instance = '', , frame = '1'] = path.split('/')
    if (path === '/') {
      response.setHeader('Content-Security-Policy', contentSecurityPolicy({ nonce, host: request.headers.host ?? '', secure: false, development: false }))
      send(response, 'text/html', page)
    } else if (path.startsWith('/viewer-engine/')) {
      response.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'")
      readFile(join(folder, path.slice('/viewer-engine/'.length))).then((file) => send(response, types[extname(path)] ?? 'application/octet-stream', file), () => response.writeHead(404).end())
    } else if (what === 'metadata') {
      send(response, 'application/dicom+json', JSON.stringify(instances.filter((one) => one.series === series).map(({ metadata }) => metadata)))
    } else {
      const one = instances.find((known) => known.series === series && known.instance === instance)
      const bytes = one?.frames[Number(frame) - 1]
      if (one === undefined || bytes === undefined) response.writeHead(404).end()
      else send(response, 'multipart/related; type="application/octet-stream"; boundary=part', multipart(one.transferSyntax, bytes))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser = await chromium.launch({
    executablePath: inject('chromiumBin'),
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run'],
  })
  const complaints: string[] = []
  return {
    /** What the page's policy or its code complained of. */
    complaints,
    openPage: async () => {
      const tab = await browser.newPage({ viewport: { width: 800, height: 600 } })
      tab.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      tab.on('pageerror', (error) => complaints.push(error.message))
      await tab.goto(`http://127.0.0.1:${port}/`)
      await tab.waitForSelector('#pane[data-ready]')
      return tab
    },
    close: async (): Promise<void> => {
      await browser.close()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function multipart(transferSyntax: string, bytes: Uint8Array): Uint8Array {
  const head = `--part\r\nContent-Type: application/octet-stream; transfer-syntax=${transferSyntax}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--part--\r\n')])
}
