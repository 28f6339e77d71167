// node infra/compose/make-secrets.ts [folder]: the secret files of a new installation; what is there already stays.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureRings } from '#adapters/sealing/ring-file.ts'
import { loadSecrets } from '#infra/start/secrets.ts'

const [folder = join(import.meta.dirname, 'secrets')] = process.argv.slice(2)
const { POSTGRES_PASSWORD } = await loadSecrets(folder)
const files = { postgres_password: POSTGRES_PASSWORD, grafana_password: randomBytes(24).toString('base64url') }
await ensureRings(folder, new Date())
for (const [name, content] of Object.entries(files)) if (!existsSync(join(folder, name))) await writeFile(join(folder, name), content, { mode: 0o600 })
console.log(`${folder}: secrets.json, files.json, recordings.json, ${Object.keys(files).join(', ')}`)
console.log('Hand them to the containers\' accounts: chown 10001 secrets.json, chown 999 postgres_password, chown 472 grafana_password.')
