import type { SourceLabel } from '#contract/room.ts'
import type { Page } from 'playwright-core'
import type { InsideRoom, RoomClient, RoomState } from './room-state.ts'
import type { RoomClientOptions } from './room-client-options.ts'

export interface RoomWindow {
  createRoomClient: (options: RoomClientOptions) => RoomClient
  requestTicket: () => Promise<string>
  client: RoomClient
  /** The camera that ran before the door. */
  before?: MediaStreamTrack
}
declare const window: RoomWindow & typeof globalThis

/** Opens the room, with camera and microphone on unless told otherwise; `running`: the camera runs before the door already. */
export const openRoom = (page: Page, { microphone = true, camera = true, running = false } = {}): Promise<void> =>
  page.evaluate(
    async ([speaks, shows, runs]) => {
      const [track] = runs ? (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks() : []
      if (track !== undefined) window.before = track
      window.client = window.createRoomClient({
        requestTicket: async () => ({ ok: true, value: await window.requestTicket() }),
        start: { microphone: { on: speaks }, camera: { on: shows, ...(track !== undefined && { track }) } },
      })
    },
    [microphone, camera, running] as const,
  )

/** Waits until the person's state fits; the function runs in the page. */
export const until = (page: Page, fits: (state: RoomState) => boolean): Promise<unknown> =>
  page.waitForFunction(`(${fits.toString()})(window.client.state.getSnapshot())`, undefined, { timeout: 20_000, polling: 50 })

/** What the person's screen knows. */
export const inside = (page: Page): Promise<InsideRoom> =>
  page.evaluate(() => {
    const state = window.client.state.getSnapshot()
    if (state.phase !== 'inside') throw new Error(`not inside but ${state.phase}`)
    return JSON.parse(JSON.stringify(state)) as InsideRoom
  })

/** Shows the first other person's source in the page, so many lines high, and resolves when so many more pictures have been decoded. */
export const seeFrames = (page: Page, label: SourceLabel, { frames = 5, height = 300 } = {}): Promise<void> =>
  page.evaluate(
    async ([wanted, count, lines]) => {
      const state = window.client.state.getSnapshot()
      if (state.phase !== 'inside') throw new Error('not inside')
      const other = state.participants.find(({ seat, sources }) => seat !== state.you && sources.some((source) => source.label === wanted))
      if (other === undefined) throw new Error('nobody shows this')
      const video = document.querySelector<HTMLVideoElement>(`video.${wanted}`) ?? document.body.appendChild(document.createElement('video'))
      video.className = wanted
      video.muted = true
      video.style.height = `${String(lines)}px`
      if (video.dataset['source'] !== `${other.seat}/${wanted}`) window.client.show(video, { seat: other.seat, label: wanted })
      video.dataset['source'] = `${other.seat}/${wanted}`
      for (let seen = 0; seen < count; seen++) await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
    },
    [label, frames, height] as const,
  )

/** Waits until what is decoded of a source, in lines, is in these bounds. */
export const seeLines = (page: Page, label: SourceLabel, { from, to }: { readonly from: number; readonly to: number }): Promise<unknown> =>
  page.waitForFunction(
    ([wanted, least, most]) => {
      const lines = document.querySelector<HTMLVideoElement>(`video.${wanted}`)?.videoHeight ?? 0
      return lines >= least && lines <= most
    },
    [label, from, to] as const,
    { timeout: 30_000, polling: 100 },
  )

/** Stops every script of the page, as in a browser that does not obey, while what it sends goes on; returns what lets them run again. */
export async function holdScripts(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  const held = new Promise((resolve) => session.once('Debugger.paused', resolve))
  await session.send('Debugger.pause')
  await held
  return async () => {
    await session.send('Debugger.disable')
    await session.detach()
  }
}
