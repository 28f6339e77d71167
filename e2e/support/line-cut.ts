import type { BrowserContext, Page } from 'playwright-core'

declare global {
  interface Window {
    cutLine?: (milliseconds: number) => void
  }
}

/** Prepares a browser so that its line to the room can be cut; to be called before its pages are opened. */
export const makeCuttable = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const open = new Set<WebSocket>()
    let cutUntil = 0
    const Plain = window.WebSocket
    window.WebSocket = class extends Plain {
      constructor(url: string | URL, protocols?: string | string[]) {
        const isLine = new URL(url, location.href).pathname.startsWith('/rt/')
        super(url, protocols)
        if (!isLine) return
        // While the line is cut nothing comes about; waiting for an answer that never comes would only try the dialler's patience.
        if (performance.now() < cutUntil) this.close()
        open.add(this)
        this.addEventListener('close', () => open.delete(this))
      }
    }
    window.cutLine = (milliseconds) => {
      cutUntil = performance.now() + milliseconds
      for (const socket of open) socket.close()
    }
  })

/** Cuts the page's sockets to the room server, and lets none be opened for so long. */
export const cutLine = (page: Page, milliseconds: number): Promise<void> =>
  page.evaluate((time) => window.cutLine?.(time), milliseconds)
