import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { DemoAccount } from '#prisma/seed/demo-accounts.ts'
import { acceptInvitation, inviteAndBook } from '../e2e/pages/coordination-page.ts'
import { sendRequest, writeRequest } from '../e2e/pages/request-page.ts'
import { RoomPage } from '../e2e/pages/room-page.ts'
import { signIn } from '../e2e/pages/sign-in-page.ts'
import { browserArguments } from '../e2e/support/browser-arguments.ts'
import { person } from '../e2e/support/people.ts'

declare global {
  interface Window {
    peers?: RTCPeerConnection[]
  }
}

/** A consult about the patient with the large CT, the asking doctor speaking in the room; the specialist comes over any line. */
export interface ImageConsult {
  /** Ports of this machine over which a browser that sits in the room gets its media. */
  readonly mediaPorts: readonly number[]
  /** Seats the specialist in a fresh browser, with nothing kept from before. */
  readonly seat: (executablePath: string) => Promise<{ readonly page: Page; readonly leave: () => Promise<void> }>
  readonly close: () => Promise<void>
}

const [doctor, specialist] = [person('thuha'), person('ducthinh')]
// The camera at its usual pace: the line is to be shared with a call as it is.
const args = [...browserArguments, '--use-fake-device-for-media-stream', '--allow-loopback-in-peer-connection', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]

/** Books the consult through the running product's own pages, and seats both. */
export async function openImageConsult(origin: string, executablePath: string): Promise<ImageConsult> {
  const browser = await chromium.launch({ executablePath, args })
  try {
    const [doctorPage, coordinatorPage, specialistPage] = [await signedIn(browser, origin, doctor), await signedIn(browser, origin, person('maihuong')), await signedIn(browser, origin, specialist)]
    const caseId = await writeRequest(doctorPage, { typed: 'nguyen huu phuoc', patient: 'Nguyễn Hữu Phước', question: 'Đo thời gian mở ảnh.' })
    await sendRequest(doctorPage, caseId)
    await inviteAndBook(coordinatorPage, caseId, { chair: specialist.name, secretary: person('khanhlinh').name })
    await coordinatorPage.context().close()
    await acceptInvitation(specialistPage, caseId)
    const [doctorRoom, specialistRoom] = [new RoomPage(doctorPage), new RoomPage(specialistPage)]
    await specialistRoom.enter(caseId)
    await specialistRoom.waitInside()
    await doctorRoom.enter(caseId)
    await doctorRoom.waitInLobby()
    await specialistRoom.admit(doctor.name)
    await doctorRoom.waitInside()
    await specialistRoom.start()
    await specialistRoom.picture('requester').waitFor({ state: 'attached' })
    const mediaPorts = await portsOf(specialistPage)
    const cookies = await specialistPage.context().storageState()
    await specialistPage.context().close()
    return { mediaPorts, seat: (program) => seatAnew(program, { origin, caseId, cookies }), close: () => browser.close() }
  } catch (cause) {
    await browser.close()
    throw cause
  }
}

interface Seating {
  readonly origin: string
  readonly caseId: string
  readonly cookies: Awaited<ReturnType<BrowserContext['storageState']>>
}

async function seatAnew(executablePath: string, { origin, caseId, cookies }: Seating) {
  const browser = await chromium.launch({ executablePath, args })
  try {
    const context = await newContext(browser, origin, cookies)
    const page = await context.newPage()
    const room = new RoomPage(page)
    await room.enter(caseId)
    await room.waitInside()
    await room.picture('requester').waitFor({ state: 'attached' })
    return { page, leave: () => browser.close() }
  } catch (cause) {
    await browser.close()
    throw cause
  }
}

async function newContext(browser: Browser, baseURL: string, storageState?: Seating['cookies']): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL, locale: 'vi-VN', viewport: { width: 1440, height: 900 }, permissions: ['camera', 'microphone'], ignoreHTTPSErrors: true,
    ...(storageState !== undefined && { storageState }),
  })
  context.setDefaultTimeout(120_000)
  await context.addInitScript(() => {
    const Plain = window.RTCPeerConnection
    const peers: RTCPeerConnection[] = []
    window.peers = peers
    window.RTCPeerConnection = class extends Plain {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        peers.push(this)
      }
    }
  })
  return context
}

async function signedIn(browser: Browser, origin: string, account: DemoAccount): Promise<Page> {
  const page = await (await newContext(browser, origin)).newPage()
  await signIn(page, account)
  return page
}

/** The ports that the browser was offered for media, as its own statistics name them. */
const portsOf = (page: Page): Promise<readonly number[]> =>
  page.evaluate(async () => {
    const ports = new Set<number>()
    for (const peer of window.peers ?? []) {
      (await peer.getStats()).forEach((stat: { readonly type: string; readonly port?: number }) => {
        if (stat.type === 'remote-candidate' && stat.port !== undefined) ports.add(stat.port)
      })
    }
    return [...ports]
  })
