import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { release, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { repositoryRoot, sharedCacheDirectory } from '../setup/paths.mjs'
import { run } from '../setup/run.mjs'
import { StartProblem } from '../setup/start-problem.mjs'
import { buildMediaWorker } from './build.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
// The worker ends with this code when it is run without the version that the Node side passes: proof that it runs here.
const refusesWithoutVersion = 41
const reachableWithinMs = 4_000
const downloadWithinMs = 25_000

const lockedPackage = () =>
  JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8')).packages['node_modules/mediasoup']

/** Distribution and version in which a binary that is linked to the system's libraries is valid: `debian12`. */
export function distributionOf(osRelease) {
  const field = (name) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? ''
  return `${field('ID') || 'linux'}${field('VERSION_ID')}`
}

function recipeDigest() {
  const hash = createHash('sha256').update(readFileSync(join(here, 'build.mjs')))
  const entries = ['subprojects', 'additions'].flatMap((folder) => readdirSync(join(here, folder), { recursive: true, withFileTypes: true }))
  const files = entries.filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()
  for (const path of paths) hash.update(path.slice(here.length)).update(readFileSync(path))
  return hash.digest('hex').slice(0, 12)
}

/** Where the worker is kept between checkouts: by version, distribution and the recipe by which it was built. */
export function cachedWorkerPath() {
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  const name = [lockedPackage().version, distributionOf(osRelease), process.arch, recipeDigest()].join('-')
  return join(sharedCacheDirectory(), 'mediasoup-worker', name, 'mediasoup-worker')
}

/** Whether the file is a media worker that this machine can run, libraries included. */
export function workerRuns(path) {
  return existsSync(path) && spawnSync(path, [], { env: {}, stdio: 'ignore' }).status === refusesWithoutVersion
}

/** A worker that is already there: the one named by MEDIASOUP_WORKER_BIN, or the cached one. */
export function presentWorker() {
  const named = process.env.MEDIASOUP_WORKER_BIN
  if (named) {
    if (workerRuns(named)) return named
    throw new StartProblem(`Tiến trình media: MEDIASOUP_WORKER_BIN=${named} không chạy được; sửa đường dẫn hoặc bỏ biến này.`)
  }
  const cached = cachedWorkerPath()
  return workerRuns(cached) ? cached : undefined
}

/** Takes the published binary if it can be had within seconds; a closed network answers by a refusal or by silence. */
export async function downloadWorker() {
  const { version } = lockedPackage()
  const base =
    process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL ?? 'https://github.com/versatica/mediasoup/releases/download'
  const kernel = process.platform === 'linux' ? `-kernel${release().split('.')[0]}` : ''
  const url = `${base}/${version}/mediasoup-worker-${version}-${process.platform}-${process.arch}${kernel}.tgz`
  const work = await mkdtemp(join(tmpdir(), 'lien-vien-worker-'))
  const patience = new AbortController()
  const silence = setTimeout(() => patience.abort(), reachableWithinMs)
  try {
    const signal = AbortSignal.any([patience.signal, AbortSignal.timeout(downloadWithinMs)])
    const response = await fetch(url, { signal })
    clearTimeout(silence)
    if (!response.ok) return undefined
    await writeFile(join(work, 'worker.tgz'), Buffer.from(await response.arrayBuffer()))
    await run('tar', ['xzf', 'worker.tgz'], { cwd: work })
    const binary = join(work, 'mediasoup-worker')
    if (!workerRuns(binary)) return undefined
    const target = cachedWorkerPath()
    await mkdir(dirname(target), { recursive: true })
    await run('cp', [binary, `${target}.${process.pid}`])
    await rename(`${target}.${process.pid}`, target)
    return target
  } catch {
    return undefined
  } finally {
    clearTimeout(silence)
    await rm(work, { recursive: true, force: true })
  }
}

/** Fetches the npm package's source on its own, so that the build need not wait for all other dependencies. */
async function unpackSource(into) {
  const { version, integrity } = lockedPackage()
  await run('npm', ['pack', `mediasoup@${version}`, '--silent', '--ignore-scripts'], { cwd: into })
  const archive = join(into, `mediasoup-${version}.tgz`)
  const [algorithm, expected] = integrity.split(/-(.*)/s)
  const found = createHash(algorithm).update(readFileSync(archive)).digest('base64')
  if (found !== expected) throw new Error('media worker: the package is not the one that package-lock.json names')
  await run('tar', ['xzf', archive], { cwd: into })
  return join(into, 'package', 'worker')
}

/**
 * Builds the worker into the cache and returns its path. `sourceInstalled` says that node_modules is whole; `note` hears
 * how far the build is, e.g. `120/261`.
 */
export async function buildWorkerIntoCache({ sourceInstalled, note }) {
  const target = cachedWorkerPath()
  const work = await mkdtemp(join(tmpdir(), 'lien-vien-source-'))
  try {
    const source = sourceInstalled ? join(repositoryRoot, 'node_modules', 'mediasoup', 'worker') : await unpackSource(work)
    await buildMediaWorker({ source, target, onLine: (line) => note(/^\[(\d+\/\d+)\]/.exec(line)?.[1] ?? '') })
  } catch (cause) {
    const reason = (cause.tail ?? cause.message).split('\n').at(-1)
    throw new StartProblem(
      `Tiến trình media: không dựng được mediasoup-worker (${reason}); đặt MEDIASOUP_WORKER_BIN hoặc xem docs/operations.md.`,
    )
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  if (!workerRuns(target)) throw new StartProblem('Tiến trình media: mediasoup-worker đã dựng nhưng không chạy được trên máy này.')
  return target
}
