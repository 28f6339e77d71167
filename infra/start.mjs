// npm start · npm run dev: everything that is missing, then the product. Plain JavaScript, because it runs before the
// dependencies, and with them the product's own Node, are there.
import { say } from './setup/progress.mjs'
import { reportFailure, setUpAndRun } from './setup/hand-over.mjs'
import { takeOwnSettings } from './setup/own-settings.mjs'

say('')
say('  Liên Viện · hội chẩn liên viện')
say('')
try {
  takeOwnSettings()
} catch (cause) {
  reportFailure(cause)
  process.exit(1)
}
await setUpAndRun('infra/start/main.ts', { forTests: false })
