import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { fingerprintOf } from '#infra/start/fingerprint.ts'
import { whenAskedToEnd } from '#infra/start/stop-signals.ts'
import { openMigratedDatabase } from '#infra/testing/migrated-database.ts'
import { openByDesign, openProbes } from '#prisma/tenancy/test-probes.ts'
import { guardsIn, shareOf, type Mutant } from './mutants.ts'
import { firstFailure } from './noticing.ts'
import { openUnitTrials, type UnitTrials } from './unit-trials.ts'

/**
 * `npm run mutants [-- core|sql] [part of a name…] [--share 2/4] [--list] [--afresh]`: takes away one guard at a time and runs the tests that
 * should notice. Says which test noticed, and which guards no test missed; the exit code is 1 where there are any. What was noticed
 * is remembered for as long as the sources are the same, so that a run that was stopped goes on where it was; `--afresh` forgets it.
 */

/** A row-level policy is missed within a hundredth of a second, in one database, by the test that tries all of them; what it overlooks is left to these. */
const tenancy = 'prisma/tenancy/every-policy.int.test.ts'
const noticingPolicies = [
  ['--project', 'integration', 'prisma/tenancy'],
  ['--project', 'integration', 'prisma/repositories'],
  ['--project', 'integration', 'web/app', 'jobs', 'signaling/attacks', 'signaling/policy-table', 'signaling/recording'],
]

/** Where no unit test has noticed: the tests that ask every person for every row, route and event, and then whoever else asks guards. */
const noticingGuards = [
  ['--project', 'integration', 'web/app/policy-table', 'signaling/policy-table'],
  ['--project', 'integration', 'web/app', 'signaling', 'jobs'],
]

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string', default: '1/1' }, list: { type: 'boolean', default: false }, afresh: { type: 'boolean', default: false } },
})
const [first, ...rest] = positionals
const kind = first === 'core' || first === 'sql' ? first : undefined
const parts = kind === undefined ? positionals : rest

function guardsOfCore(): readonly Mutant[] {
  const files = readdirSync(join(repositoryRoot, 'core'), { recursive: true, encoding: 'utf8' })
    .map((path) => `core/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort()
  return files.flatMap((path) => guardsIn(path, readFileSync(join(repositoryRoot, path), 'utf8')))
}

const database = kind === 'core' ? undefined : await openMigratedDatabase('mutants')
const probes = database && (await openProbes(database.adminUrl))
let units: UnitTrials | undefined
const putAway = async (): Promise<void> => {
  await units?.close()
  await probes?.close()
  await database?.drop()
}
whenAskedToEnd(() => void putAway().finally(() => process.exit(130)))
const policies = ((await probes?.policies()) ?? []).map((name): Mutant => ({ kind: 'sql', name }))

/** What an earlier run of the same sources found. */
async function openMemory() {
  const sources = await fingerprintOf(['core', 'contract', 'adapters', 'prisma', 'web', 'signaling', 'jobs'])
  const file = join(repositoryRoot, 'node_modules', '.cache', 'lien-vien', 'mutants', `${sources.slice(0, 16)}.txt`)
  if (values.afresh) rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  const known = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [])
  return { has: (name: string): boolean => known.has(name), add: (name: string): void => appendFileSync(file, `${name}\n`) }
}

const whole = new Map<string, Promise<string | null>>()

/** A test that fails anyhow would notice everything. */
async function requireAllStanding(tests: readonly string[]): Promise<void> {
  const asked = whole.get(tests.join(' ')) ?? firstFailure(tests)
  whole.set(tests.join(' '), asked)
  const failure = await asked
  if (failure === null) return
  throw new Error(`with every guard in its place this fails: ${failure}`)
}

async function noticedBy(mutant: Mutant): Promise<string | null> {
  const [probe] = mutant.kind === 'sql' ? ((await probes?.without(mutant.name)) ?? []).filter((one) => !openByDesign.has(one)) : []
  if (probe !== undefined) return `${tenancy}: ${probe}`
  const byUnit = mutant.kind === 'core' ? await (units ??= await openUnitTrials()).firstToNotice(mutant.name) : null
  if (byUnit !== null) return byUnit
  for (const tests of mutant.kind === 'sql' ? noticingPolicies : noticingGuards) {
    await requireAllStanding(tests)
    const failure = await firstFailure(tests, mutant)
    if (failure !== null) return failure
  }
  return null
}

const every = [...(kind === 'sql' ? [] : guardsOfCore()), ...policies]
const chosen = shareOf(every.filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part))), values.share)

async function tryAll(): Promise<void> {
  const memory = await openMemory()
  const left = chosen.filter(({ name }) => !memory.has(name))
  if (left.length < chosen.length) console.log(`${String(chosen.length - left.length)} were noticed by an earlier run of the same sources`)
  const missed: string[] = []
  for (const mutant of left) {
    const began = performance.now()
    const by = await noticedBy(mutant)
    if (by === null) missed.push(mutant.name)
    else memory.add(mutant.name)
    console.log(`${by === null ? 'MISSED ' : 'noticed'}  ${mutant.name} (${((performance.now() - began) / 1_000).toFixed(1)} s)${by === null ? '' : ` by ${by}`}`)
  }
  console.log(`${String(chosen.length)} of ${String(every.length)} guards taken away, ${String(missed.length)} missed${missed.length === 0 ? '' : `: ${missed.join(', ')}`}`)
  process.exitCode = missed.length === 0 ? 0 : 1
}

try {
  if (values.list) {
    for (const { name } of chosen) console.log(name)
    console.log(`${String(chosen.length)} of ${String(every.length)} guards`)
  } else await tryAll()
} finally {
  await putAway()
}
// The test runner's server keeps the process.
process.exit()
