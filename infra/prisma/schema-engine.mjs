#!/usr/bin/env node
// Prisma's CLI downloads a native schema engine from a host that a hospital's closed network does not reach. This
// program speaks the same protocol (JSON-RPC, one object a line) and delegates to Prisma's own WASM build of that
// engine, which comes from the package registry. prisma.config.ts names it. Plain JavaScript: any Node may run it.
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { createAdapterFactory } from './adapter-factory.mjs'
import { logFailure, runAdminCommand } from './admin-commands.mjs'

const args = process.argv.slice(2)
const commandFailedCode = 4466

function valueOf(name) {
  const index = args.indexOf(name)
  return index < 0 ? undefined : args[index + 1]
}

function valuesOf(name) {
  const index = args.indexOf(name)
  if (index < 0) return []
  const rest = args.slice(index + 1)
  const end = rest.findIndex((value) => value.startsWith('--'))
  return end < 0 ? rest : rest.slice(0, end)
}

const datasourceUrl = JSON.parse(valueOf('--datasource') ?? '{}').url

async function loadEngineModule() {
  const folder = dirname(fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm')))
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return bindings
}

/** One engine per request: a reused one has lost its shadow-database factory. */
async function openEngine(bindings) {
  const files = await Promise.all(valuesOf('--datamodels').map(async (file) => [file, await readFile(file, 'utf8')]))
  const factory = bindMigrationAwareSqlAdapterFactory(createAdapterFactory(datasourceUrl))
  return bindings.SchemaEngine.new({ datamodels: files.length > 0 ? files : undefined }, () => {}, factory)
}

// The engine leaves a panic's message here and then aborts; without it the CLI prints an empty error.
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => logFailure({ is_panic: true, message }) }

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

let printed = 0

async function answer(bindings, { method, params }) {
  if (method === 'createDatabase') {
    await runAdminCommand('create-database', datasourceUrl)
    return { databaseName: '' }
  }
  const engine = await openEngine(bindings)
  if (method === 'getDatabaseVersion') return engine.version(params)
  // These two need the shadow-database factory, which only a diagnose call hands to the connector.
  if (method === 'evaluateDataLoss' || method === 'createMigration')
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
  const result = await engine[method](params)
  // The native engine prints a difference through a call back to the CLI; the WASM engine returns it.
  if (method === 'diff' && result?.stdout !== undefined && result.stdout !== null)
    send({ id: `print-${printed++}`, method: 'print', params: { content: result.stdout } })
  return result ?? {}
}

const failureOf = (cause) => ({
  code: commandFailedCode,
  message: 'An error happened. Check the data field for details.',
  data: {
    is_panic: false,
    message: cause?.message ?? String(cause),
    meta: cause?.meta ?? null,
    error_code: cause?.code ?? null,
  },
})

async function serve() {
  const bindings = await loadEngineModule()
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const request = JSON.parse(line)
    // The CLI's acknowledgement of a print carries no method.
    if (!request.method) continue
    try {
      send({ id: request.id, result: await answer(bindings, request) })
    } catch (cause) {
      send({ id: request.id, error: failureOf(cause) })
    }
  }
}

const command = valueOf('cli')
if (args.includes('--version')) {
  process.stdout.write('schema-engine-wasm\n')
} else if (command !== undefined) {
  process.exitCode = await runAdminCommand(command, datasourceUrl)
} else {
  await serve().catch((cause) => {
    logFailure({ message: cause.message })
    process.exitCode = 1
  })
}
