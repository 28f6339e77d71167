// npm run hospitals: a list of hospitals into the directory of this installation, looked at first.
import { commandSettings, knownSecrets, runCommand } from '#infra/start/command.ts'
import { applicationUrl } from '#infra/start/database.ts'
import { takeInFile } from './take-in-file.ts'

await runCommand(async () => {
  const settings = commandSettings()
  return takeInFile(applicationUrl(settings, await knownSecrets(settings)), process.argv.slice(2))
})
