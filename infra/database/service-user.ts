import { spawnSync } from 'node:child_process'

/** An operating-system user under whom something runs; empty when it is the one that runs us. */
export interface ServiceUser {
  readonly uid?: number
  readonly gid?: number
}

const databaseAccount = 'lienvien'
const processAccount = 'lienvien-app'
// Debian's `nobody`, for images without useradd.
const nobody: Required<ServiceUser> = { uid: 65534, gid: 65534 }

function lookUp(name: string): Required<ServiceUser> | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function accountOf(name: string): Required<ServiceUser> | undefined {
  const known = lookUp(name)
  if (known) return known
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
  return lookUp(name)
}

/** Finds or creates the user for the database: PostgreSQL refuses to run as root. */
export const databaseUser = (): ServiceUser => (process.getuid?.() === 0 ? (accountOf(databaseAccount) ?? nobody) : {})

/** Finds or creates the user for our own processes, who may not open the database's files; undefined where we are not root or can make none. */
export const processUser = (): Required<ServiceUser> | undefined => (process.getuid?.() === 0 ? accountOf(processAccount) : undefined)

/** Whether that user can enter the directory or execute the file; root's home, for one, is closed to others. */
export function canReach(user: ServiceUser, path: string): boolean {
  return spawnSync('test', ['-x', path], { ...user, cwd: '/' }).status === 0
}

/** Whether that user can read the file. */
export function canRead(user: ServiceUser, path: string): boolean {
  return spawnSync('test', ['-r', path], { ...user, cwd: '/' }).status === 0
}
