import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// The WASM engine stands in for the native one, which would be downloaded from outside the package registry.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= fileURLToPath(new URL('./infra/prisma/schema-engine.mjs', import.meta.url))
process.env['CHECKPOINT_DISABLE'] ??= '1'

const url = process.env['DATABASE_URL']

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  // `generate` and `validate` need no database; every other command says so itself when the address is missing.
  ...(url === undefined ? {} : { datasource: { url } }),
})
