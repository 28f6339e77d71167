import { bold, dim, formatDuration, green, say } from '#infra/setup/progress.mjs'
import { demoAccounts } from '#prisma/seed/demo-accounts.ts'
import type { RunningProduct } from './product.ts'
import type { Settings } from './settings.ts'

function sayLan({ origin, addresses }: RunningProduct, settings: Settings): void {
  say('')
  say(`  Từ máy khác trong mạng: ${addresses.map((address) => `https://${address}:${settings.ports.gateway}`).join('  ')}`)
  say('  Máy khác cần tin chứng chỉ của bệnh viện một lần (trình duyệt mới cho dùng camera):')
  say(`    1. mở ${origin}/lien-vien-ca.crt và bỏ qua cảnh báo lần đầu`)
  say('    2. Windows: nhấp đúp tệp → Install Certificate → Local Machine → Trusted Root Certification Authorities')
  say('       macOS: Keychain Access → System → Always Trust · Android/iOS: Cài đặt → Chứng chỉ (CA)')
  say('       Linux: sao chép vào /usr/local/share/ca-certificates/ rồi chạy update-ca-certificates')
}

function sayAccounts(): void {
  say('')
  say('  Tài khoản trình diễn (bệnh viện và con người đều hư cấu):')
  for (const { email, password, name, title, organization } of demoAccounts)
    say(`    ${email.padEnd(36)} ${password.padEnd(18)} ${dim([title, name, organization].filter(Boolean).join(' · '))}`)
}

/** Tells the operator where the product is and how to sign in. */
export function announce(product: RunningProduct, settings: Settings, elapsedMs: number): void {
  say('')
  say(`  ${green('Liên Viện đã sẵn sàng')} sau ${formatDuration(elapsedMs)}: ${bold(product.origin)}`)
  if (settings.lan) sayLan(product, settings)
  if (settings.demo) sayAccounts()
  else say(dim('  Lần đầu: npm run hospitals, rồi npm run invite-administrator (docs/operations.md, “The first day”).'))
  say('')
  say(dim(`  Nhật ký: ${settings.dataDirectory}/logs · Ctrl-C để dừng.`))
  say('')
}
