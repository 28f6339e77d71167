import { parseArgs } from 'node:util'
import { passwordLink } from '#adapters/notify/account-letters.ts'
import { say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { inviteAdministrator } from '#prisma/invite-administrator.ts'

const usage = 'Cách dùng: npm run invite-administrator -- <mã cơ sở> <e-mail> <họ tên> [--auditor]'
const faults = {
  'unknown-hospital': 'Không có cơ sở với mã này. Nhập danh sách cơ sở trước: npm run hospitals -- <tệp CSV> --apply.',
  'address-taken': 'E-mail này đã thuộc một tài khoản. Dùng địa chỉ riêng của người này.',
} as const

/** Where the accounts are kept, and where browsers reach them. */
export interface AccountPlaces {
  readonly appUrl: string
  readonly authUrl: string
  readonly origin: string
}

/** The command, wherever it is started: beside `npm start` or in a container. Returns its exit code. */
export async function inviteFirst({ origin, ...urls }: AccountPlaces, args: readonly string[]): Promise<number> {
  const { positionals: [facilityCode, email, ...names], values } = parseArgs({ args: [...args], allowPositionals: true, options: { auditor: { type: 'boolean', default: false } } })
  const name = names.join(' ').trim().normalize('NFC')
  if (facilityCode === undefined || email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email) || name === '') throw new StartProblem(usage)
  const invited = await inviteAdministrator(urls, { facilityCode: facilityCode.toUpperCase(), email, name, role: values.auditor ? 'auditor' : 'admin' }, new Date())
  if ('fault' in invited) throw new StartProblem(faults[invited.fault])
  say(`Trao đường dẫn này cho ${name}, ${values.auditor ? 'kiểm soát' : 'quản trị'} của ${invited.hospital}. Dùng được một lần, trong 7 ngày:`)
  say(passwordLink(origin, invited.secret))
  return 0
}
