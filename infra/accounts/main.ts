// node infra/accounts/main.ts: the first administrator of a hospital, invited by whoever runs the machine.
import { parseArgs } from 'node:util'
import { passwordLink } from '#adapters/notify/account-letters.ts'
import { say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { applicationUrl, signInUrl } from '#infra/start/database.ts'
import { parseStartOptions } from '#infra/start/options.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { readSettings } from '#infra/start/settings.ts'
import { inviteAdministrator } from '#prisma/invite-administrator.ts'

const usage = 'Cách dùng: PUBLIC_ORIGIN=https://… node infra/accounts/main.ts <mã cơ sở> <e-mail> <họ tên>'
const faults = {
  'unknown-hospital': 'Không có cơ sở với mã này. Nhập danh sách cơ sở trước: node infra/directory/main.ts <tệp CSV> --apply.',
  'address-taken': 'E-mail này đã thuộc một tài khoản. Dùng địa chỉ riêng của người quản trị.',
} as const

async function main(): Promise<number> {
  const { positionals: [facilityCode, email, ...names] } = parseArgs({ allowPositionals: true, options: {} })
  const name = names.join(' ').trim().normalize('NFC')
  if (facilityCode === undefined || email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email) || name === '') throw new StartProblem(usage)
  const settings = readSettings(parseStartOptions([]), process.env)
  const secrets = await loadSecrets(settings.dataDirectory)
  const invited = await inviteAdministrator({ appUrl: applicationUrl(settings, secrets), authUrl: signInUrl(settings, secrets) }, { facilityCode: facilityCode.toUpperCase(), email, name }, new Date())
  if ('fault' in invited) throw new StartProblem(faults[invited.fault])
  say(`Trao đường dẫn này cho ${name}, quản trị của ${invited.hospital}. Dùng được một lần, trong 7 ngày:`)
  say(passwordLink(settings.publicOrigin ?? `http://localhost:${settings.ports.gateway}`, invited.secret))
  return 0
}

process.exitCode = await main().catch((cause: unknown) => {
  if (!(cause instanceof StartProblem)) throw cause
  process.stderr.write(`${cause.message}\n`)
  return 1
})
