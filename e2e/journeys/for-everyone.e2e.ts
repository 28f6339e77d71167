import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { caseIdOf } from '#prisma/seed/cases/scenario.ts'
import { patientId } from '#prisma/seed/seed-records.ts'
import { filesNamed } from '#web/app/test-pages.ts'
import { seriousFindings } from '../support/axe.ts'
import { Browsers, type Seat } from '../support/browsers.ts'
import { keepRecording } from '../support/kept-recording.ts'
import { pick, press, write } from '../support/keyboard.ts'
import { hasOwnerDatabase } from '../support/owner-database.ts'
import { person } from '../support/people.ts'
import { keepPictures, keepSizes } from '../support/pictures.ts'

const browsers = new Browsers()
let seat: Seat
beforeAll(async () => {
  seat = await browsers.seat()
  if (hasOwnerDatabase()) await keepRecording('sepsis', 'baLang')
})
afterAll(() => browsers.close())

const ofCase = (key: string, part = ''): string => `/cases/${caseIdOf(key)}${part}`

/** Every page of the portal by its place in the file tree: who opens it, and where. */
const pages: Readonly<Record<string, readonly [login: string | null, ...addresses: string[]]>> = {
  '(entry)/sign-in': [null, '/sign-in'],
  '(entry)/sign-in/forgotten': [null, '/sign-in/forgotten'],
  '(entry)/sign-in/new-password': [null, '/sign-in/new-password#abc'],
  '(entry)/sign-in/second-factor': [null, '/sign-in/second-factor'],
  '(entry)/verify/[[...id]]': [null, '/verify'],
  '(guest)/guest': [null, '/guest'],
  '(device)/device': [null, '/device'],
  '(portal)/(lists)': ['maihuong', '/'],
  '(portal)/(lists)/cases': ['thuha', '/cases'],
  '(portal)/(lists)/schedule': ['maihuong', '/schedule', '/schedule?view=month', '/schedule?view=day'],
  '(portal)/(lists)/schedule/meetings': ['maihuong', '/schedule/meetings'],
  '(portal)/(lists)/patients': ['thuha', '/patients'],
  '(portal)/(lists)/duty': ['maihuong', '/duty'],
  '(portal)/(lists)/accounts': ['trungkien', '/accounts'],
  '(portal)/(lists)/directory': ['trungkien', '/directory'],
  '(portal)/(lists)/links': ['trungkien', '/links'],
  '(portal)/(lists)/devices': ['trungkien', '/devices'],
  '(portal)/(lists)/rooms': ['trungkien', '/rooms'],
  '(portal)/(lists)/reports': ['maihuong', '/reports'],
  '(portal)/(lists)/filing': ['maihuong', '/filing'],
  '(portal)/(lists)/follow-up': ['thuha', '/follow-up'],
  '(portal)/(lists)/minutes': ['khanhlinh', '/minutes'],
  '(portal)/(lists)/minutes-templates': ['trungkien', '/minutes-templates'],
  '(portal)/(lists)/retention': ['trungkien', '/retention'],
  '(portal)/(lists)/interop': ['trungkien', '/interop'],
  '(portal)/(lists)/refused': ['trungkien', '/refused'],
  '(portal)/(lists)/audit': ['thuphuong', '/audit'],
  '(portal)/(lists)/audit/break-glass': ['thuphuong', '/audit/break-glass'],
  '(portal)/(lists)/break-glass': ['maihuong', '/break-glass'],
  '(portal)/account': ['thuha', '/account'],
  '(portal)/device/approve': ['thuha', '/device/approve'],
  '(portal)/audit/patients/[id]': ['thienan', `/audit/patients/${patientId('sepsis')}`],
  '(portal)/line-test': ['thuha', '/line-test'],
  '(portal)/patients/[id]': ['vantin', `/patients/${patientId('sepsis')}`],
  '(portal)/cases/[id]': ['maihuong', ofCase('infarction'), ofCase('dengue'), ofCase('pre-eclampsia')],
  '(portal)/cases/[id]/edit': ['vantin', ofCase('bleeding', '/edit')],
  '(portal)/cases/[id]/line-test': ['vantin', ofCase('sepsis', '/line-test')],
  '(portal)/cases/[id]/minutes': ['khanhlinh', ofCase('sepsis', '/minutes')],
  '(portal)/cases/[id]/recordings': ['khanhlinh', ofCase('sepsis', '/recordings')],
  '(stage)/cases/[id]/images': ['khanhlinh', ofCase('sepsis', '/images')],
  '(stage)/cases/[id]/or': ['vantin', ofCase('sepsis', '/or')],
  '(stage)/patients/[id]/images': ['vantin', `/patients/${patientId('sepsis')}/images`],
  '(stage)/wall': ['maihuong', '/wall'],
}

/** Not looked at: the rooms and the signing desk, which need a session that runs; and three to which nobody of the demo world is ever sent. */
const elsewhere = ['(stage)/cases/[id]/room', '(stage)/rounds/[id]', '(portal)/cases/[id]/sign', '(portal)/refused/[id]', '(entry)/no-hospital', '(entry)/sign-in/set-up-second-factor']

const addressesOf = (login: string | null): readonly string[] => Object.values(pages).flatMap(([who, ...where]) => (who === login ? where : []))
/** Everyone who is sent to look, those with the longest way first. */
const logins = [...new Set(Object.values(pages).map(([login]) => login))].toSorted((a, b) => addressesOf(b).length - addressesOf(a).length)

/** What keeps people from using the pages that somebody opens, one line each. */
async function lookAs(login: string | null): Promise<readonly string[]> {
  const { page, close } = login === null ? await browsers.seat(seat) : await browsers.signedIn(person(login), seat)
  const found: string[] = []
  for (const address of addressesOf(login)) {
    if (address.endsWith('/recordings') && !hasOwnerDatabase()) continue
    const answer = await page.goto(address, { waitUntil: 'load' })
    if (answer?.ok() !== true) found.push(`${address} answers ${String(answer?.status())}`)
    await page.getByRole('heading', { level: 1 }).or(page.getByRole('main')).first().waitFor()
    found.push(...(await seriousFindings(page)))
  }
  await close()
  return found
}

/** The code of a case that the coordinator reads out to a colleague on the telephone. */
async function codeOf(key: string): Promise<string> {
  const { page, close } = await browsers.signedIn(person('maihuong'), seat)
  await page.goto(ofCase(key))
  const code = /HC-\d+/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
  await close()
  return code
}

describe('every page can be used by everyone', () => {
  it('and every page that there is stands here', () => {
    expect([...Object.keys(pages), ...elsewhere].toSorted()).toEqual(filesNamed(join(repositoryRoot, 'web/app'), 'page.tsx').toSorted())
  })

  it('and a case that is opened in need, until an auditor has reviewed it', async () => {
    const doctor = person('xuanphuc')
    const code = await codeOf('stroke')
    const { page } = await browsers.signedIn(doctor, seat)
    await page.goto('/break-glass')
    await write(page, page.getByLabel(/^Mã ca, hoặc số định danh/), code)
    await page.keyboard.press('Enter')
    await press(page, page.getByRole('button', { name: 'Truy cập khẩn cấp', exact: true }))
    const asked = page.getByRole('dialog')
    await write(page, asked.getByLabel('Vì sao cần xem ngay'), 'Người bệnh đang ở phòng cấp cứu, cần biết giờ khởi phát')
    await write(page, asked.getByLabel('Mật khẩu của bạn'), doctor.password)
    const found = [...await seriousFindings(page)]
    await press(page, asked.getByRole('button', { name: 'Mở trong 3 giờ' }))
    await page.waitForURL(`**${ofCase('stroke')}`)
    await page.getByText('Bạn đang xem ca này nhờ truy cập khẩn cấp').waitFor()
    found.push(...(await seriousFindings(page)))

    const { page: review } = await browsers.signedIn(person('thuphuong'), seat)
    await review.goto('/audit/break-glass')
    await press(review, review.getByRole('button', { name: 'Xét', exact: true }).first())
    await pick(review, review.getByRole('radio', { name: 'Chính đáng', exact: true }))
    await write(review, review.getByRole('dialog').getByLabel('Nhận xét'), 'Đã hỏi khoa Cấp cứu, người bệnh có thật ở đó.')
    found.push(...(await seriousFindings(review)))
    await keepSizes({ page: review }, 'glass-review')
    await press(review, review.getByRole('dialog').getByRole('button', { name: 'Ghi kết luận' }))
    await review.getByText('Đã ghi kết luận.').first().waitFor()
    await keepPictures(review, 'glass-reviewed')
    expect(found).toEqual([])
  })

  it('and axe finds nothing serious on any of them', async () => {
    const waiting = [...logins]
    const found: string[] = []
    const goAlong = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) found.push(...(await lookAs(next)))
    }
    // Two windows: while one waits for its page, the other is looked at.
    await Promise.all([goAlong(), goAlong()])
    expect(found).toEqual([])
  }, 300_000)

  it('and what opens over a page', async () => {
    const { page } = await browsers.signedIn(person('thuha'), seat)
    await page.goto('/')
    await page.keyboard.press('Control+K')
    await page.getByRole('dialog').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press(page, page.getByRole('button', { name: 'GỌI CẤP CỨU' }))
    await page.getByRole('dialog').waitFor()
    expect(await seriousFindings(page)).toEqual([])

    const { page: office } = await browsers.signedIn(person('trungkien'), seat)
    await office.goto('/accounts')
    await press(office, office.getByRole('button', { name: 'Việc với tài khoản của Hoàng Đức Thịnh' }))
    await press(office, office.getByRole('menuitem', { name: 'Đăng xuất khỏi mọi máy' }))
    await office.getByRole('alertdialog').waitFor()
    await keepSizes({ page: office }, 'accounts-end-sessions')
    expect(await seriousFindings(office)).toEqual([])
  })
})
