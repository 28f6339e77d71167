import type { Page } from 'playwright-core'

/** When something first happened in the page, in milliseconds of its own clock, by what it was. */
type Marks = Readonly<Record<string, number>>

declare const window: { joinMarks: Map<string, number> } & typeof globalThis

/** Has a page note what its browser does on the way into a room; to be called before the page is loaded. */
export async function markJoining(page: Page): Promise<void> {
  await page.addInitScript(noteJoining)
}

/** The steps since `from` (the click) in the order in which they came. */
export async function stepsSince(page: Page, from: number): Promise<Marks> {
  const marks = await page.evaluate(() => [...window.joinMarks])
  return Object.fromEntries(marks.map(([name, at]) => [name, at - from] as const).filter(([, at]) => at >= 0))
}

/** Runs in the page: wraps what every way into a room must use, so that the product itself needs no marks. */
function noteJoining(): void {
  const marks = (window.joinMarks = new Map<string, number>())
  // What came before the click is of the door.
  document.addEventListener('click', () => marks.clear(), { capture: true })
  const note = (name: string): void => {
    if (!marks.has(name)) marks.set(name, performance.now())
  }
  const Line = window.WebSocket
  window.WebSocket = class extends Line {
    readonly #asked = new Map<string, string>()
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols)
      note('line dialled')
      this.addEventListener('open', () => note('line open'))
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'string') return
        const [, kind, id = '', event = ''] = /^4([23])(\d*)\["?([\w-]*)/.exec(data.slice(0, 60)) ?? []
        if (kind === '3') note(`${this.#asked.get(id) ?? 'something'} answered`)
        else if (event !== '') note(event)
      })
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      const [, id = '', event = ''] = typeof data === 'string' ? (/^42(\d*)\["([\w-]+)"/.exec(data.slice(0, 60)) ?? []) : []
      if (event !== '') {
        this.#asked.set(id, event)
        note(`${event} asked`)
      }
      super.send(data)
    }
  }
  const Peer = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Peer {
    constructor(settings?: RTCConfiguration) {
      super(settings)
      this.addEventListener('connectionstatechange', () => note(`${this.#direction} ${this.connectionState}`))
      this.addEventListener('track', ({ track }) => track.addEventListener('unmute', () => note(`first ${track.kind} packet`)))
    }
    get #direction(): string {
      return this.getReceivers().some(({ track }) => track.readyState === 'live') && this.getSenders().every(({ track }) => track === null) ? 'receive' : 'send'
    }
    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      if (description.type === 'offer') note('receive offered')
      await super.setRemoteDescription(description)
    }
    override async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
      await super.setLocalDescription(description)
      if (description?.type === 'answer') note('receive agreed')
    }
  }
  const plainFetch = window.fetch
  window.fetch = async (address, options) => {
    const asks = options?.method === 'POST'
    if (asks) note('ticket asked')
    const answer = await plainFetch(address, options)
    if (asks) note('ticket answered')
    return answer
  }
  new MutationObserver(() => {
    if (document.querySelector('[data-picture]') !== null) note('room drawn')
  }).observe(document, { childList: true, subtree: true })
}
