// npm run doctor: what is present, missing or misconfigured on this machine, each with its fix. It changes nothing.
import { examine } from './setup/examine.mjs'
import { takeOwnSettings } from './setup/own-settings.mjs'
import { bold, dim, green, red, say, yellow } from './setup/progress.mjs'

const signs = { present: green('✓'), missing: yellow('–'), wrong: red('✗') }
takeOwnSettings()
const findings = await examine()

say('')
for (const { state, name, detail, fix } of findings) {
  say(`  ${signs[state]} ${name.padEnd(28)} ${detail}`)
  if (fix) say(dim(`      → ${fix}`))
}
const wrong = findings.filter(({ state }) => state === 'wrong').length
const missing = findings.filter(({ state }) => state === 'missing').length
say('')
if (wrong > 0) say(bold(red(`${wrong} mục cần sửa trước khi chạy.`)))
else if (missing > 0) say(bold(`Sẵn sàng: ${missing} mục còn thiếu sẽ được npm start tự chuẩn bị.`))
else say(bold(green('Mọi thứ đã sẵn sàng.')))
process.exit(wrong > 0 ? 1 : 0)
