import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { repositoryRoot } from '#infra/setup/paths.mjs'

const ignored = /(^|\/)(node_modules|\.next|generated|\.data)(\/|$)|\.(test|contract)\.tsx?$|next-env\.d\.ts$/

async function filesUnder(path: string): Promise<string[]> {
  if (!existsSync(path)) return []
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined)
  if (entries === undefined) return [path]
  const nested = await Promise.all(
    entries
      .map((entry) => ({ entry, at: join(path, entry.name) }))
      .filter(({ at }) => !ignored.test(relative(repositoryRoot, at)))
      .map(async ({ entry, at }) => (entry.isDirectory() ? filesUnder(at) : [at])),
  )
  return nested.flat()
}

/** Digest of the names and contents of files and folders, given relative to the checkout; tests and built files count not. */
export async function fingerprintOf(paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map((path) => filesUnder(resolve(repositoryRoot, path))))).flat().sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const content = await readFile(file)
    hash.update(`${relative(repositoryRoot, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * Does `work` unless the mark at `stamp` says that it was done for the same fingerprint. The mark is set last, so that
 * work that broke off is done again. Returns whether it was done.
 */
export async function onlyWhenChanged(stamp: string, fingerprint: string, work: () => Promise<void>): Promise<boolean> {
  const known = await readFile(stamp, 'utf8').catch(() => undefined)
  if (known === fingerprint) return false
  await rm(stamp, { force: true })
  await work()
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, fingerprint)
  return true
}
