import { chromium, type Browser, type Page } from 'playwright-core'
import type { DemoAccount } from '#prisma/seed/demo-accounts.ts'
import { acceptInvitation, inviteAndBook } from '../e2e/pages/coordination-page.ts'
import { sendRequest, writeRequest } from '../e2e/pages/request-page.ts'
import { RoomPage } from '../e2e/pages/room-page.ts'
import { signIn } from '../e2e/pages/sign-in-page.ts'
import { person } from '../e2e/support/people.ts'
import { markJoining, stepsSince } from './join-marks.ts'

const browserArguments = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
]

/** One coming in: milliseconds from the click to the chair's first decoded frame, and to the steps on the way. */
export interface Arrival {
  readonly firstFrame: number
  readonly steps: Readonly<Record<string, number>>
}

/** A consult of the demo world whose chair sits in the room with a camera, and whose doctor may come and go. */
export interface BrowserConsult {
  /** Comes to the door anew and clicks. */
  readonly arrive: () => Promise<Arrival>
  readonly close: () => Promise<void>
}

/** Books a consult through the running product's own pages, and seats the chair and the requesting doctor. */
export async function openBrowserConsult(origin: string, executablePath: string): Promise<BrowserConsult> {
  const args = [...browserArguments, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const browser = await chromium.launch({ executablePath, args })
  try {
    const [doctor, chair] = [person('thuha'), person('ducthinh')]
    const [doctorPage, coordinatorPage, chairPage] = [
      await signedIn(browser, origin, doctor),
      await signedIn(browser, origin, person('maihuong')),
      await signedIn(browser, origin, chair),
    ]
    const caseId = await writeRequest(doctorPage, { typed: 'doan ngoc quy', patient: 'Đoàn Ngọc Quý', question: 'Đo thời gian vào phòng.' })
    await sendRequest(doctorPage, caseId)
    await inviteAndBook(coordinatorPage, caseId, { chair: chair.name, secretary: person('khanhlinh').name })
    await coordinatorPage.context().close()
    await acceptInvitation(chairPage, caseId)
    const [doctorRoom, chairRoom] = [new RoomPage(doctorPage), new RoomPage(chairPage)]
    await chairRoom.enter(caseId)
    await chairRoom.waitInside()
    await doctorRoom.enter(caseId)
    await doctorRoom.waitInLobby()
    await chairRoom.admit(doctor.name)
    await doctorRoom.waitInside()
    await markJoining(doctorPage)
    return { arrive: () => arrive(doctorPage, caseId), close: () => browser.close() }
  } catch (cause) {
    await browser.close()
    throw cause
  }
}

async function signedIn(browser: Browser, baseURL: string, account: DemoAccount): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'vi-VN', permissions: ['camera', 'microphone'], ignoreHTTPSErrors: true })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await signIn(page, account)
  return page
}

/** Measured in the page by its own clock, frame by frame, so that driving the browser from outside adds nothing. */
async function arrive(page: Page, caseId: string): Promise<Arrival> {
  await page.goto('about:blank')
  await page.goto(`/cases/${caseId}/room`)
  const door = page.getByRole('button', { name: 'Vào phòng' })
  await door.waitFor()
  // A person looks at their own picture first; the page has come to rest.
  await page.waitForLoadState('networkidle')
  const seen = page.evaluate(
    () =>
      new Promise<readonly [clickedAt: number, seenAt: number]>((resolve) => {
        let clickedAt: number | undefined
        document.addEventListener('click', () => (clickedAt = performance.now()), { capture: true, once: true })
        const look = (): void => {
          const video = document.querySelector('[data-picture="chair:camera"] video')
          const decoded = video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0
          if (clickedAt !== undefined && decoded > 0) resolve([clickedAt, performance.now()])
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  // A hand is on the door, and presses it for a moment.
  await door.click({ delay: 80 })
  const [clickedAt, seenAt] = await seen
  return { firstFrame: seenAt - clickedAt, steps: await stepsSince(page, clickedAt) }
}
