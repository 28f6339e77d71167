// npm run rotate-keys: new master keys for files and recordings, and everything under them, while the product runs.
import { say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { jobsUrl } from '#infra/start/database.ts'
import { parseStartOptions } from '#infra/start/options.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { readSettings } from '#infra/start/settings.ts'
import { rotateKeys } from './rotate-keys.ts'

async function main(): Promise<number> {
  const settings = readSettings(parseStartOptions([]), process.env)
  return rotateKeys({ ...settings, jobsUrl: jobsUrl(settings, await loadSecrets(settings.dataDirectory)) }, process.argv.slice(2))
}

process.exitCode = await main().catch((cause: unknown) => {
  say(cause instanceof StartProblem ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
  return 1
})
