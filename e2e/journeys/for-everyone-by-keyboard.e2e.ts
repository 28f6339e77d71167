import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EmergencyPage } from '../pages/emergency-page.ts'
import { MinutesPage } from '../pages/minutes-page.ts'
import { RoomPage } from '../pages/room-page.ts'
import { seriousFindings } from '../support/axe.ts'
import { Browsers, type Seat } from '../support/browsers.ts'
import { arrow, chooseByTyping, openRow, pick, press, tabTo, write } from '../support/keyboard.ts'
import { LadderClock } from '../support/ladder-clock.ts'
import { person } from '../support/people.ts'
import { keepSizes } from '../support/pictures.ts'

const browsers = new Browsers()
let seat: Seat
beforeAll(async () => {
  seat = await browsers.seat()
})
afterAll(() => browsers.close())

/** One consult and one emergency, without a mouse; what opens on the way is looked at as well. */
describe('without a mouse', () => {
  const lacking = [
    [/^Câu hỏi 1 chưa có câu trả lời/, 'Câu hỏi 1', 'Chưa cần chuyển trong đêm.'],
    [/^Chưa viết: Kết luận/, 'Kết luận', 'Theo dõi tiếp tại chỗ, hội chẩn lại khi có kết quả.'],
    [/^Chưa viết: Hướng điều trị tiếp/, 'Hướng điều trị tiếp', 'Kháng sinh theo phác đồ, theo dõi sát mạch và huyết áp.'],
  ] as const
  let caseId = ''

  it('a doctor signs in, finds the patient, writes the request and sends it', async () => {
    const { page } = seat
    const { email, password } = person('thuha')
    await page.goto('/sign-in')
    await write(page, page.getByLabel('E-mail công việc'), email)
    await write(page, page.getByLabel('Mật khẩu', { exact: true }), password)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await press(page, page.getByRole('navigation').getByRole('link', { name: 'Người bệnh' }).first())
    await page.waitForURL('**/patients')
    await write(page, page.getByRole('searchbox'), 'doan ngoc quy')
    await openRow(page, 'Đoàn Ngọc Quý')
    await page.waitForURL(/\/patients\/[0-9a-f-]+$/)
    await press(page, page.getByRole('button', { name: /Yêu cầu hội chẩn|Viết tiếp yêu cầu/ }))
    await page.waitForURL(/\/cases\/[0-9a-f-]+\/edit$/)
    await pick(page, page.getByRole('radio', { name: /Khẩn/ }))
    await write(page, page.getByLabel('Câu hỏi 1'), 'Có cần chuyển tuyến trong đêm không?')
    for (const label of ['Tình trạng hiện tại', 'Diễn biến, điều trị và chăm sóc']) {
      const field = page.getByLabel(label)
      if ((await field.inputValue()) === '') await write(page, field, 'Sốt 39 độ, mạch 110 lần/phút, huyết áp 110/70 mmHg.')
    }
    await pick(page, page.getByRole('radio', { name: /Người bệnh yêu cầu bằng văn bản/ }))
    await write(page, page.getByLabel('Số và ngày của giấy, ai ký'), 'Giấy đề nghị hội chẩn do người bệnh ký ngày 22/11/2026')
    await page.getByText(/^Đã lưu/).first().waitFor()
    caseId = /cases\/([0-9a-f-]+)\//.exec(page.url())?.[1] ?? ''
    await press(page, page.getByRole('button', { name: 'Gửi yêu cầu' }).first())
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'Gửi yêu cầu' }))
    await page.waitForURL((url) => url.pathname === `/cases/${caseId}`)
  })

  it('the coordinator takes it in hand, invites and books, and the invited accept', async () => {
    const { page, close } = await browsers.signedIn(person('maihuong'), seat)
    await page.goto(`/cases/${caseId}`)
    await press(page, page.getByRole('button', { name: 'Nhận điều phối' }).first())
    await chooseByTyping(page, 'Chủ tọa', 'Hoàng Đức Thịnh')
    await chooseByTyping(page, 'Thư ký', 'Dương Khánh Linh')
    await press(page, page.getByRole('button', { name: 'Ngay bây giờ' }).first())
    await press(page, page.getByRole('button', { name: 'Mời và đặt lịch' }))
    await page.getByText('Đã mời hội đồng và đặt lịch').first().waitFor()
    await close()
    for (const login of ['ducthinh', 'khanhlinh']) {
      const { page: invited, close: leave } = await browsers.signedIn(person(login), seat)
      await invited.goto(`/cases/${caseId}`)
      await press(invited, invited.getByRole('button', { name: 'Nhận lời', exact: true }).first())
      await invited.getByText('Đã nhận lời. Hồ sơ đã mở cho bạn.').first().waitFor()
      await leave()
    }
  })

  it('the chair enters the room, opens the session, writes in the minutes, ends it and freezes them', async () => {
    const { page, close } = await browsers.signedIn(person('ducthinh'), seat)
    await page.goto(`/cases/${caseId}/room`)
    await press(page, page.getByRole('button', { name: 'Vào phòng' }))
    await new RoomPage(page).waitInside()
    await press(page, page.getByRole('button', { name: 'Bắt đầu hội chẩn' }))
    expect(await seriousFindings(page)).toEqual([])
    // One tab of the list is a stop of Tab; the arrows lead along the others.
    const minutes = page.getByRole('tab', { name: 'Biên bản' })
    await tabTo(page, page.getByRole('tablist').filter({ has: minutes }))
    for (let step = 0; step < 6 && (await minutes.getAttribute('aria-selected')) !== 'true'; step++) await arrow(page, 'ArrowRight')
    await page.locator('.minutes-section').first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    // What is missing leads to its section.
    for (const [missing, heading, words] of lacking) {
      await press(page, page.getByRole('button', { name: missing }))
      await page.keyboard.type(words)
      await new MinutesPage(page).section(heading).getByText(words).waitFor()
    }
    await press(page, page.getByRole('button', { name: 'Kết thúc phiên' }))
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'Kết thúc phiên' }))
    await page.waitForURL(`**/cases/${caseId}/minutes`)
    await page.getByText('Đã đủ các mục bắt buộc.').waitFor()
    await press(page, page.getByRole('button', { name: 'Chốt biên bản' }))
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'Chốt và tạo bản ký' }))
    await page.waitForURL(`**/cases/${caseId}/sign`)
    await page.getByText('Thứ tự ký').first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await close()
  })

  it('an emergency is called from anywhere, and the screen that rings is answered', async () => {
    const { page } = await browsers.signedIn(person('vantin'), seat)
    await page.goto('/cases')
    await press(page, page.getByRole('button', { name: 'GỌI CẤP CỨU' }))
    await write(page, page.getByRole('dialog').getByLabel('Chuyện gì, trong một câu'), 'Ngừng tim, đang ép tim')
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'GỌI NGAY' }))
    await page.waitForURL(/\/cases\/[0-9a-f-]+\/room/)
    const calling = new EmergencyPage(page)
    // Until the first ring nobody has anything to press.
    await new LadderClock(calling.caseId(), 'baLang').reach(15)
    const { page: called } = await browsers.signedIn(person('khanhlinh'), seat)
    await called.goto('/')
    const ring = new EmergencyPage(called).ring()
    await ring.waitFor({ timeout: 40_000 })
    expect(await seriousFindings(called)).toEqual([])
    await press(called, ring.getByRole('button', { name: 'Nhận', exact: true }))
    await called.waitForURL(/\/cases\/[0-9a-f-]+\/room/)
    await new RoomPage(called).waitInside()
    await press(called, called.getByRole('button', { name: 'Kết thúc phiên' }))
    await press(called, called.getByRole('alertdialog').getByRole('button', { name: 'Kết thúc phiên' }))
    await page.getByText('Phiên hội chẩn đã kết thúc').waitFor()
  })

  it('a patient whom no system sends is written down; what was begun waits on the server when the page is loaded anew', async () => {
    const { page, close } = await browsers.signedIn(person('thuha'), seat)
    await page.goto('/patients')
    const form = page.getByRole('dialog')
    const text = (label: string) => form.getByRole('textbox', { name: label })
    await press(page, page.getByRole('button', { name: 'Thêm người bệnh' }))
    await write(page, text('Họ và tên'), 'Lò Thị Bàn Phím')
    await press(page, form.getByRole('combobox', { name: 'Giới' }))
    await page.getByRole('option', { name: 'Nam', exact: true }).waitFor()
    await arrow(page, 'ArrowDown')
    await page.keyboard.press('Enter')
    // Nothing is offered before something is typed.
    await press(page, form.getByRole('combobox', { name: 'Chẩn đoán chính' }))
    await page.locator('[cmdk-input]:focus').waitFor()
    await page.keyboard.type('soc nhiem')
    await page.locator('[role="option"][data-selected="true"]', { hasText: 'Sốc nhiễm khuẩn' }).waitFor()
    await page.keyboard.press('Enter')
    await form.getByText(/^Đã lưu/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.reload()
    await press(page, page.getByRole('button', { name: 'Thêm người bệnh' }))
    await text('Họ và tên').waitFor()
    expect(await text('Họ và tên').inputValue()).toBe('Lò Thị Bàn Phím')
    await form.getByRole('combobox', { name: 'Giới' }).getByText('Nữ').waitFor()
    await form.getByRole('combobox', { name: 'Chẩn đoán chính' }).getByText('Sốc nhiễm').waitFor()
    await write(page, text('Mã người bệnh'), 'BN-BAN-PHIM')
    await write(page, text('Số vào viện'), '26/BP-001')
    await chooseByTyping(page, 'Khoa', 'Khoa Ngoại tổng hợp')
    await keepSizes({ page }, 'admission')
    await press(page, form.getByRole('button', { name: 'Ghi và mở hồ sơ' }))
    await page.waitForURL(/\/patients\/[0-9a-f-]+$/)
    await page.getByRole('heading', { name: /Lò Thị Bàn Phím/ }).waitFor()
    await page.goto('/patients')
    await press(page, page.getByRole('button', { name: 'Thêm người bệnh' }))
    await text('Họ và tên').waitFor()
    expect(await text('Họ và tên').inputValue()).toBe('')
    await close()
  })
})
