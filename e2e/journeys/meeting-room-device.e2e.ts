import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { choose } from '../pages/combobox.ts'
import { seriousFindings } from '../support/axe.ts'
import { Browsers } from '../support/browsers.ts'
import { person } from '../support/people.ts'
import { keepSight, keepSizes, screenSizes } from '../support/pictures.ts'

const [administrator, doctor] = [person('trungkien'), person('ngocanh')]
const pin = '583920'

/** Whether the browser still has what it was given earlier, and would show it without asking anybody. */
const isKept = (page: Page, address: string): Promise<boolean> =>
  page.evaluate((url) => fetch(url, { cache: 'only-if-cached', mode: 'same-origin' }).then(({ ok }) => ok, () => false), address)

describe('the machine in a meeting room', () => {
  const browsers = new Browsers()
  afterAll(() => browsers.close())

  it('is registered by a code, then knows each person by PIN or phone, and nobody after one touch', async () => {
    const office = await browsers.signedIn(administrator)
    await office.page.goto('/devices')
    await office.page.getByRole('button', { name: 'Đăng ký máy' }).click()
    const dialog = office.page.getByRole('dialog')
    await dialog.getByLabel('Tên máy').fill('Phòng hội chẩn tầng 3')
    await dialog.getByRole('button', { name: 'Tạo mã' }).click()
    const code = (await dialog.getByText(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/).textContent()) ?? ''
    await keepSizes(office, 'device-code')
    await dialog.getByRole('button', { name: 'Xong' }).click()

    const own = await browsers.signedIn(doctor, office)
    await own.page.goto('/account')
    await own.page.getByRole('button', { name: 'Đặt PIN' }).click()
    await own.page.getByLabel('PIN mới', { exact: true }).fill(pin)
    await own.page.getByLabel('Mật khẩu hiện tại').fill(doctor.password)
    await keepSizes(own, 'device-pin-set')
    expect(await seriousFindings(own.page)).toEqual([])
    await own.page.getByRole('button', { name: 'Lưu PIN' }).click()
    await own.page.getByText('Đã lưu PIN.').first().waitFor()

    const machine = await browsers.seat(office)
    await machine.page.goto('/device')
    await keepSizes(machine, 'device-pair')
    await machine.page.getByLabel('Mã đăng ký').fill(code.toLowerCase())
    await machine.page.getByRole('button', { name: 'Đăng ký máy này' }).click()
    await machine.page.getByRole('heading', { name: 'Phòng hội chẩn tầng 3' }).waitFor()
    expect(await seriousFindings(machine.page)).toEqual([])
    await choose(machine.page, 'Tên của bạn', doctor.name)
    await keepSizes(machine, 'device-identify')
    await machine.page.getByLabel('PIN', { exact: true }).fill(pin)
    await machine.page.waitForURL((url) => url.pathname === '/')
    const bar = machine.page.getByRole('complementary', { name: 'Đang dùng máy phòng họp' })
    await bar.getByText(doctor.name).waitFor()
    await keepSizes(machine, 'device-in')
    const seen = '/icon.svg?seen-here'
    await machine.page.evaluate((url) => fetch(url).then((answer) => answer.text()), seen)
    expect(await isKept(machine.page, seen)).toBe(true)
    await bar.getByRole('button', { name: 'Rời máy này' }).click()
    await machine.page.getByRole('heading', { name: 'Phòng hội chẩn tầng 3' }).waitFor()
    // Whoever comes next finds nothing of the one before in this browser.
    expect(await isKept(machine.page, seen)).toBe(false)

    const asked = machine.page.waitForResponse(/api\/device\/ask$/)
    await machine.page.getByRole('button', { name: 'Hiện mã QR' }).click()
    const { value } = (await (await asked).json()) as { readonly value: { readonly link: string; readonly check: string } }
    await machine.page.getByRole('img', { name: 'Mã QR để định danh bằng điện thoại' }).waitFor()
    await keepSizes(machine, 'device-qr')
    await own.page.setViewportSize(screenSizes.phone)
    await own.page.goto(value.link)
    await own.page.getByText(value.check, { exact: true }).waitFor()
    await keepSight(own.page, 'device-approve-phone')
    await own.page.getByRole('button', { name: 'Đúng là tôi' }).click()
    await machine.page.waitForURL((url) => url.pathname === '/')
    await bar.getByText(doctor.name).waitFor()

    await office.page.reload()
    await keepSizes(office, 'device-list')
    expect(await seriousFindings(office.page)).toEqual([])
    await office.page.getByRole('button', { name: 'Thu hồi Phòng hội chẩn tầng 3' }).click()
    await office.page.getByRole('alertdialog').getByRole('button', { name: 'Thu hồi' }).click()
    await office.page.getByText('Đã thu hồi').waitFor()
    // Nobody touches it: what the ended session showed goes by itself.
    await machine.page.waitForURL(/\/sign-in/)
  })
})
