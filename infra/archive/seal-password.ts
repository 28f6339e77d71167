// npm run seal-password: reads the password of a hospital's own PACS from standard input and prints it sealed, as
// archive_connection.sealed_password holds it; the deployment's secret stays where it is.
import { text } from 'node:stream/consumers'
import { sealSecret } from '#adapters/dicomweb/sealed-password.ts'
import { say } from '#infra/setup/progress.mjs'
import { commandSettings, knownSecrets, runCommand } from '#infra/start/command.ts'

await runCommand(async () => {
  const { PACS_SECRET } = await knownSecrets(commandSettings())
  say(sealSecret((await text(process.stdin)).trim(), PACS_SECRET))
  return 0
})
