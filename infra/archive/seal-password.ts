// node infra/archive/seal-password.ts: reads the password of a hospital's own PACS from standard input and prints it
// sealed, as archive_connection.sealed_password holds it; the deployment's secret stays where it is.
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { sealSecret } from '#adapters/dicomweb/sealed-password.ts'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { say } from '#infra/setup/progress.mjs'
import { loadSecrets } from '#infra/start/secrets.ts'

const { PACS_SECRET } = await loadSecrets(process.env['DATA_DIR'] ?? join(repositoryRoot, '.data'))
say(sealSecret((await text(process.stdin)).trim(), PACS_SECRET))
