import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openPrintBrowser } from './print-browser.ts'

const chromium = inject('printBrowserBin')
const browser = openPrintBrowser({ chromium, pages: 2, onBlocked: () => undefined })
const folder = mkdtempSync(join(tmpdir(), 'lien-vien-print-'))
const secret = 'mat-khau-trong-tep'
let connections = 0
let server: Server
let addresses: readonly string[]

beforeAll(async () => {
  writeFileSync(join(folder, 'secret.txt'), secret)
  writeFileSync(join(folder, 'secret.css'), `body::after { content: "${secret}" }`)
  writeFileSync(join(folder, 'secret.html'), `<p>${secret}</p>`)
  server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  addresses = [
    `http://127.0.0.1:${port}/x`, `http://localhost:${port}/x`, `//127.0.0.1:${port}/x`, `https://127.0.0.1:${port}/x`, `ws://127.0.0.1:${port}/x`,
    `http://2130706433:${port}/x`, `http://[::ffff:127.0.0.1]:${port}/x`, `ftp://127.0.0.1:${port}/x`,
    `file://${folder}/secret.html`, `file://${folder}/secret.css`, `file://${folder}/secret.txt`, `view-source:file://${folder}/secret.txt`,
  ]
})
afterAll(async () => {
  await browser.close()
  server.close()
  rmSync(folder, { recursive: true })
})

/** Processes that this one has started. */
const children = (): readonly number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter((pid) => pid !== '').map(Number)

const textOf = (pdf: Uint8Array): string => execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).trim()

const vectors: readonly ((address: string) => string)[] = [
  (a) => `<img src="${a}">`,
  (a) => `<img srcset="${a} 1x">`,
  (a) => `<picture><source srcset="${a}"><img></picture>`,
  (a) => `<iframe src="${a}"></iframe>`,
  (a) => `<object data="${a}"></object>`,
  (a) => `<embed src="${a}">`,
  (a) => `<link rel="stylesheet" href="${a}">`,
  (a) => `<link rel="preconnect" href="${a}"><link rel="dns-prefetch" href="${a}">`,
  (a) => `<link rel="prefetch" href="${a}"><link rel="preload" as="font" href="${a}" crossorigin>`,
  (a) => `<style>@import url("${a}");</style>`,
  (a) => `<style>body { background: url("${a}") }</style>`,
  (a) => `<style>@font-face { font-family: f; src: url("${a}") } p { font-family: f }</style><p>f</p>`,
  (a) => `<style>@page { @bottom-left { content: url("${a}") } }</style>`,
  (a) => `<svg><image href="${a}" width="9" height="9"/><use href="${a}#x"/></svg>`,
  (a) => `<svg><foreignObject><iframe src="${a}"/></foreignObject></svg>`,
  (a) => `<video src="${a}" poster="${a}" autoplay></video><audio src="${a}" autoplay></audio>`,
  (a) => `<script src="${a}"></script><script>fetch("${a}");new Image().src="${a}"</script>`,
  (a) => `<img src=x onerror="fetch('${a}')">`,
]

describe('the print browser', () => {
  it('sends no packet and reads no file, whatever the document asks for', async () => {
    const payloads = vectors.flatMap((vector) => addresses.map(vector))
    expect(payloads.length).toBeGreaterThanOrEqual(200)
    for (let start = 0; start < payloads.length; start += vectors.length) {
      const pdf = await browser.print(`<!doctype html><body><p>trang</p>${payloads.slice(start, start + vectors.length).join('\n')}</body>`)
      expect(textOf(pdf)).not.toContain(secret)
    }
    expect(connections).toBe(0)
  }, 120_000)

  it('goes nowhere when a document sends it elsewhere, and the next document does not notice', async () => {
    for (const address of addresses) {
      const away = `<!doctype html><meta http-equiv="refresh" content="0;url=${address}"><body><base href="${address}"><p>ở lại</p></body>`
      // The print may fail, as its document has left; it may not arrive anywhere.
      const pdf = await browser.print(away).catch(() => null)
      if (pdf !== null) expect(textOf(pdf)).not.toContain(secret)
      expect(textOf(await browser.print('<!doctype html><p>kế tiếp</p>'))).toBe('kế tiếp')
    }
    expect(connections).toBe(0)
  }, 60_000)

  it('runs no script', async () => {
    const pdf = await browser.print('<!doctype html><body><p>trước</p><script>document.body.textContent = "sau"</script></body>')
    expect(textOf(pdf)).toBe('trước')
  })

  it('prints many jobs that arrive together, each its own', async () => {
    const texts = Array.from({ length: 6 }, (_, index) => `văn bản ${index}`)
    const prints = await Promise.all(texts.map((text) => browser.print(`<!doctype html><meta charset="utf-8"><p>${text}</p>`)))
    expect(prints.map((pdf) => textOf(pdf))).toEqual(texts)
  }, 60_000)

  it('starts a new browser after the old one was killed', async () => {
    const childrenBefore = children()
    const other = openPrintBrowser({ chromium, pages: 1, onBlocked: () => undefined })
    await other.print('<!doctype html><p>một</p>')
    const own = children().filter((child) => !childrenBefore.includes(child))
    expect(own.length).toBeGreaterThan(0)
    own.forEach((child) => process.kill(child, 'SIGKILL'))
    // The job that meets the dead browser fails, and its queue brings it back.
    const retried = await other.print('<!doctype html><p>hai</p>').catch(() => other.print('<!doctype html><p>hai</p>'))
    expect(textOf(retried)).toBe('hai')
    await other.close()
  }, 60_000)

  it('says so when it has been closed, and closes twice without harm', async () => {
    const other = openPrintBrowser({ chromium, pages: 1, onBlocked: () => undefined })
    await other.close()
    await other.close()
    await expect(other.print('<p>x</p>')).rejects.toThrow('closed')
  })

  it('names the missing browser, and can be asked again', async () => {
    const missing = openPrintBrowser({ chromium: '/nowhere/chromium', pages: 1, onBlocked: () => undefined })
    await expect(missing.print('<p>x</p>')).rejects.toThrow('/nowhere/chromium')
    await expect(missing.print('<p>x</p>')).rejects.toThrow('/nowhere/chromium')
    await missing.close()
  })
})

describe('what a print browser leaves', () => {
  it('is nothing once it is closed, and goes with the next one where its process was killed', async () => {
    const { pid } = spawnSync('true')
    const left = join(tmpdir(), `lien-vien-print-home-${pid}-killed`)
    mkdirSync(left)
    const ours = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`lien-vien-print-home-${process.pid}-`))
    const before = ours()
    const one = openPrintBrowser({ chromium, pages: 1, onBlocked: () => undefined })
    await expect.poll(() => existsSync(left)).toBe(false)
    await one.print('<p>Biên bản</p>')
    expect(ours()).toHaveLength(before.length + 1)
    await one.close()
    expect(ours()).toEqual(before)
  })
})
