// npm run invite-administrator: the first administrator of a hospital, invited by whoever runs the machine.
import { commandSettings, knownSecrets, runCommand } from '#infra/start/command.ts'
import { applicationUrl, signInUrl } from '#infra/start/database.ts'
import { inviteFirst } from './invite-first.ts'

await runCommand(async () => {
  const settings = commandSettings()
  const secrets = await knownSecrets(settings)
  const origin = settings.publicOrigin ?? `http://localhost:${settings.ports.gateway}`
  return inviteFirst({ appUrl: applicationUrl(settings, secrets), authUrl: signInUrl(settings, secrets), origin }, process.argv.slice(2))
})
