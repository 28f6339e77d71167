import { spawnSync } from 'node:child_process'

/** The operating-system user under which PostgreSQL runs; empty when it is the one that runs us. */
export interface ServiceUser {
  readonly uid?: number
  readonly gid?: number
}

const accountName = 'lienvien'
// Debian's `nobody`, for images without useradd.
const nobody: Required<ServiceUser> = { uid: 65534, gid: 65534 }

function lookUp(name: string): Required<ServiceUser> | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/** Finds or creates the user for the database: PostgreSQL refuses to run as root. */
export function databaseUser(): ServiceUser {
  if (process.getuid?.() !== 0) return {}
  const known = lookUp(accountName)
  if (known) return known
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', accountName])
  return lookUp(accountName) ?? nobody
}

/** Whether that user can enter the directory or execute the file; root's home, for one, is closed to others. */
export function canReach(user: ServiceUser, path: string): boolean {
  return spawnSync('test', ['-x', path], { ...user, cwd: '/' }).status === 0
}
