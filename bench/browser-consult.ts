import { chromium, type Browser, type Page } from 'playwright-core'
import { demoAccounts, type DemoAccount } from '#prisma/seed/demo-accounts.ts'
import { choose } from '../e2e/pages/combobox.ts'
import { RoomPage } from '../e2e/pages/room-page.ts'
import { signIn } from '../e2e/pages/sign-in-page.ts'

const browserArguments = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
]

/** A consult of the demo world whose chair sits in the room with a camera, and whose doctor may come and go. */
export interface BrowserConsult {
  /** Comes to the door anew and clicks; milliseconds from the click to the chair's first decoded frame. */
  readonly arrive: () => Promise<number>
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
    const caseId = await request(doctorPage)
    await book(coordinatorPage, caseId, chair)
    await coordinatorPage.context().close()
    await chairPage.goto(`/cases/${caseId}`)
    await chairPage.getByRole('button', { name: 'Nhận lời', exact: true }).first().click()
    await chairPage.getByText('Đã nhận lời. Hồ sơ đã mở cho bạn.').first().waitFor()
    const [doctorRoom, chairRoom] = [new RoomPage(doctorPage), new RoomPage(chairPage)]
    await chairRoom.enter(caseId)
    await chairRoom.waitInside()
    await doctorRoom.enter(caseId)
    await doctorRoom.waitInLobby()
    await chairRoom.admit(doctor.name)
    await doctorRoom.waitInside()
    return { arrive: () => arrive(doctorPage, caseId), close: () => browser.close() }
  } catch (cause) {
    await browser.close()
    throw cause
  }
}

function person(login: string): DemoAccount {
  const found = demoAccounts.find(({ email }) => email.startsWith(`${login}@`))
  if (!found) throw new Error(`the demo world has nobody called ${login}`)
  return found
}

async function signedIn(browser: Browser, baseURL: string, account: DemoAccount): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'vi-VN', permissions: ['camera', 'microphone'], ignoreHTTPSErrors: true })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await signIn(page, account)
  return page
}

async function request(page: Page): Promise<string> {
  await page.goto('/patients')
  await page.getByLabel('Tìm người bệnh').fill('doan ngoc quy')
  await page.getByRole('link', { name: 'Đoàn Ngọc Quý' }).first().click()
  await page.getByRole('button', { name: /Xin hội chẩn|Viết tiếp yêu cầu/ }).click()
  await page.waitForURL(/\/cases\/[0-9a-f-]+\/edit$/)
  await page.getByRole('radio', { name: /Khẩn/ }).click()
  await page.getByLabel('Câu hỏi 1').fill('Đo thời gian vào phòng.')
  for (const label of ['Tình trạng hiện tại', 'Diễn biến, điều trị và chăm sóc']) {
    const field = page.getByLabel(label)
    if ((await field.inputValue()) === '') await field.fill('Số liệu để đo.')
  }
  await page.getByRole('radio', { name: /Người bệnh yêu cầu bằng văn bản/ }).click()
  await page.getByLabel('Số và ngày của giấy, ai ký').fill('Giấy đề nghị để đo')
  await page.getByText(/^Đã lưu/).first().waitFor()
  await page.getByRole('button', { name: 'Gửi yêu cầu' }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Gửi yêu cầu' }).click()
  await page.waitForURL(/\/cases\/[0-9a-f-]+$/)
  return page.url().split('/').at(-1) ?? ''
}

async function book(page: Page, caseId: string, chair: DemoAccount): Promise<void> {
  await page.goto(`/cases/${caseId}`)
  await page.getByRole('button', { name: 'Nhận điều phối' }).first().click()
  await page.getByRole('button', { name: 'Mời và đặt lịch' }).waitFor()
  await choose(page, 'Chủ tọa', chair.name)
  await choose(page, 'Thư ký', person('khanhlinh').name)
  await page.getByText('Ngay bây giờ').first().click()
  await page.getByRole('button', { name: 'Mời và đặt lịch' }).click()
  await page.getByText('Đã mời hội đồng và đặt lịch').first().waitFor()
}

/** Measured in the page by its own clock, frame by frame, so that driving the browser from outside adds nothing. */
async function arrive(page: Page, caseId: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(`/cases/${caseId}/room`)
  const door = page.getByRole('button', { name: 'Vào phòng' })
  await door.waitFor()
  const seen = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let clickedAt: number | undefined
        document.addEventListener('click', () => (clickedAt = performance.now()), { capture: true, once: true })
        const look = (): void => {
          const video = document.querySelector('[data-picture="chair:camera"] video')
          const decoded = video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0
          if (clickedAt !== undefined && decoded > 0) resolve(performance.now() - clickedAt)
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  await door.click()
  return seen
}
