// npm run rotate-keys: new master keys for files and recordings, and everything under them, while the product runs.
import { commandSettings, knownSecrets, runCommand } from '#infra/start/command.ts'
import { jobsUrl } from '#infra/start/database.ts'
import { rotateKeys } from './rotate-keys.ts'

await runCommand(async () => {
  const settings = commandSettings()
  return rotateKeys({ ...settings, jobsUrl: jobsUrl(settings, await knownSecrets(settings)) }, process.argv.slice(2))
})
