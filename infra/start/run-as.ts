import { mkdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canReach, canRead, processUser, type ServiceUser } from '#infra/database/service-user.ts'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { say } from '#infra/setup/progress.mjs'
import { run } from '#infra/setup/run.mjs'
import type { Component, ComponentName } from './components.ts'
import type { Settings } from './settings.ts'

/** What they write and read of an installation's data; all else in it is not theirs. */
const ownFolders = ['uploads', 'recordings', 'audit', 'compile-cache'] as const

/** Who meets what comes from outside, or reads patients' files. The relay leaves root by itself, the archive of the log belongs to whoever runs the machine. */
const dropped: ReadonlySet<ComponentName> = new Set(['portal', 'signaling', 'signaling-spare', 'sfu', 'jobs'])

type Places = Pick<Settings, 'mode' | 'dataDirectory' | 'keysDirectory'>

/**
 * The user under whom the product's own processes run where `npm start` runs as root, with what is theirs handed over to them. Empty
 * where we are not root, where RUN_AS_ROOT=1, and where that user cannot reach the checkout or the data: it is then said that they run as root.
 */
export async function settleProcessUser({ mode, dataDirectory, keysDirectory }: Places): Promise<ServiceUser> {
  const user = mode === 'production' && process.env['RUN_AS_ROOT'] !== '1' ? processUser() : undefined
  if (user === undefined) return {}
  const wanted = [...ownFolders.map((name) => join(dataDirectory, name)), keysDirectory]
  for (const folder of wanted) await mkdir(folder, { recursive: true, mode: 0o700 })
  // One of them may be a link to a larger disk, laid by whoever runs the machine.
  const folders = await Promise.all(wanted.map((folder) => realpath(folder)))
  const closed = canRead(user, join(repositoryRoot, 'package.json')) ? [dataDirectory, ...folders.map((folder) => dirname(folder))].find((path) => !canReach(user, path)) : repositoryRoot
  if (closed !== undefined) {
    say(`  ! Các tiến trình chạy bằng root: tài khoản lienvien-app không vào được ${closed}. Hãy để mã nguồn và DATA_DIR ở nơi tài khoản khác vào được, như /opt và /srv.`)
    return {}
  }
  // A link that one of them might have laid is not followed.
  await run('chown', ['--recursive', '--no-dereference', `${user.uid}:${user.gid}`, ...folders])
  return user
}

/** A process of ours under that user; the gateway takes its port and reads the certificate's key first, and then changes over by itself. */
export function underUser(component: Component, { uid, gid }: ServiceUser): Component {
  if (uid === undefined || gid === undefined) return component
  if (dropped.has(component.name)) return { ...component, user: { uid, gid } }
  // What begins as root takes no compiled code from a folder that they may write to.
  const environment = { ...component.environment, NODE_COMPILE_CACHE: undefined }
  return { ...component, environment: component.name === 'gateway' ? { ...environment, RUN_AS: `${uid}:${gid}` } : environment }
}

/** The same process as root, where that user may not run the program that it needs. */
export function ableToRun({ user, ...component }: Component, program: string): Component {
  return user === undefined || !canReach(user, program) ? component : { ...component, user }
}
