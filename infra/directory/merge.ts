// npm run merge-hospitals: merges one hospital into another, looked at first.
import { commandSettings, knownSecrets, runCommand } from '#infra/start/command.ts'
import { ownerUrl } from '#infra/start/database.ts'
import { mergeByCode } from './merge-by-code.ts'

await runCommand(async () => {
  const settings = commandSettings()
  return mergeByCode(ownerUrl(settings, await knownSecrets(settings)), process.argv.slice(2))
})
